Attribute VB_Name = "XltoolsButtons"
Option Explicit

' Every button that needs Python comes here. The id of its control is the name of its macro.

Public Sub RunButton(control As IRibbonControl)
    If Not HasWorkbook() Then Exit Sub
    If Not HasPlainName(ActiveWorkbook.Name) Then Exit Sub
    RunPython "import xltools.addin; xltools.addin.dispatch('" & control.ID & "')"
End Sub

' A workbook in Protected View is no active workbook either.
Public Function HasWorkbook() As Boolean
    HasWorkbook = Not ActiveWorkbook Is Nothing
    If Not HasWorkbook Then MsgBox LabelText("no_workbook"), vbExclamation
End Function

' The name is an argument on a command line, where these characters mean something: to the shell of
' macOS $ ` " \, to AppleScript's arguments |, to cmd.exe " and a word between two %.
Public Function HasPlainName(ByVal BookName As String) As Boolean
    Dim Special As String
    Dim Position As Integer
    Special = "$`""\|"
    HasPlainName = Len(BookName) - Len(Replace(BookName, "%", "")) < 2
    For Position = 1 To Len(Special)
        If InStr(BookName, Mid$(Special, Position, 1)) > 0 Then HasPlainName = False
    Next Position
    If Not HasPlainName Then MsgBox LabelText("odd_name"), vbExclamation
End Function

' The sentences are on a sheet of the add-in: VBA source holds no Chinese on a machine of another code page.
Public Function LabelText(ByVal Key As String) As String
    Dim Row As Long
    With ThisWorkbook.Worksheets("labels")
        For Row = 1 To 100
            If .Cells(Row, 1).Value = Key Then
                LabelText = .Cells(Row, 2).Value
                Exit Function
            End If
            If .Cells(Row, 1).Value = "" Then Exit Function
        Next Row
    End With
End Function
