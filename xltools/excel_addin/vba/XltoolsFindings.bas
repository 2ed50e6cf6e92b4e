Attribute VB_Name = "XltoolsFindings"
Option Explicit

' Goes from finding to finding over the findings sheet, without Python: at once, and also where
' no other program may be started from Excel. The columns are those of xltools.core.planning.plan_notes.

Private Const SheetColumn As Long = 2
Private Const AddressColumn As Long = 3
Private Const SentenceColumn As Long = 5
Private Const ActionColumn As Long = 6
Private Const LastHeaderRow As Long = 20

' Where the last step led to, and in which workbook.
Private LastRow As Long
Private LastBook As String

Public Sub NextFinding(control As IRibbonControl)
    GoToFinding 1
End Sub

Public Sub PreviousFinding(control As IRibbonControl)
    GoToFinding -1
End Sub

Private Sub GoToFinding(ByVal Direction As Long)
    Dim List As Object
    Dim First As Long
    Dim Last As Long
    Dim Row As Long
    Dim Tried As Long
    If Not HasWorkbook() Then Exit Sub
    Set List = FindingsSheet()
    If Not List Is Nothing Then First = FirstFinding(List)
    If First = 0 Then
        MsgBox LabelText("not_checked"), vbInformation
        Exit Sub
    End If
    Last = LastFinding(List, First)
    If Last < First Then
        MsgBox LabelText("no_findings"), vbInformation
        Exit Sub
    End If
    Row = StartingRow(List, First, Last, Direction)
    For Tried = First To Last
        Row = Row + Direction
        If Row > Last Then Row = First
        If Row < First Then Row = Last
        If ShowCell(List, Row) Then
            LastRow = Row
            LastBook = ActiveWorkbook.Name
            Application.StatusBar = "(" & (Row - First + 1) & "/" & (Last - First + 1) & ") " & _
                List.Cells(Row, SentenceColumn).Value & " " & List.Cells(Row, ActionColumn).Value
            Exit Sub
        End If
    Next Tried
    MsgBox LabelText("no_places"), vbInformation
End Sub

' The sheet has the tab's name in one of the languages.
Private Function FindingsSheet() As Object
    Dim Sheet As Object
    For Each Sheet In ActiveWorkbook.Worksheets
        If IsOneOf(Sheet.Name, "findings_tab") Then
            Set FindingsSheet = Sheet
            Exit Function
        End If
    Next Sheet
End Function

' The row under the header; 0 where the sheet has no such header.
Private Function FirstFinding(List As Object) As Long
    Dim Row As Long
    For Row = 1 To LastHeaderRow
        If IsOneOf(CellText(List, Row, AddressColumn), "address_header") Then
            FirstFinding = Row + 1
            Exit Function
        End If
    Next Row
End Function

Private Function LastFinding(List As Object, ByVal First As Long) As Long
    Dim Row As Long
    Row = First
    Do While CellText(List, Row, SentenceColumn) <> ""
        Row = Row + 1
    Loop
    LastFinding = Row - 1
End Function

' The row to step from: the finding that is shown, or the selected row of the findings sheet,
' so that the first step from there shows that very row.
Private Function StartingRow(List As Object, ByVal First As Long, ByVal Last As Long, ByVal Direction As Long) As Long
    Dim Row As Long
    If ActiveSheet.Name = List.Name Then
        Row = ActiveCell.Row
        If Row >= First And Row <= Last Then
            StartingRow = Row - Direction
            Exit Function
        End If
    End If
    If LastBook = ActiveWorkbook.Name And LastRow >= First And LastRow <= Last Then
        StartingRow = LastRow
    ElseIf Direction > 0 Then
        StartingRow = First - 1
    Else
        StartingRow = Last + 1
    End If
End Function

' Selects the cell of a finding. A finding of no place, of a sheet that is hidden or gone is passed over.
Private Function ShowCell(List As Object, ByVal Row As Long) As Boolean
    Dim TabName As String
    Dim CellAddress As String
    Dim Sheet As Object
    TabName = CellText(List, Row, SheetColumn)
    CellAddress = CellText(List, Row, AddressColumn)
    If TabName = "" Then Exit Function
    If CellAddress = "" Then CellAddress = "A1"
    For Each Sheet In ActiveWorkbook.Worksheets
        If Sheet.Name = TabName And Sheet.Visible = -1 Then
            On Error Resume Next
            Sheet.Activate
            Sheet.Range(CellAddress).Select
            ShowCell = (Err.Number = 0)
            On Error GoTo 0
            Exit Function
        End If
    Next Sheet
End Function

Private Function CellText(List As Object, ByVal Row As Long, ByVal Column As Long) As String
    If Not IsError(List.Cells(Row, Column).Value) Then CellText = CStr(List.Cells(Row, Column).Value)
End Function

' True where the word is one of the words that the add-in's own sheet has for the key, one a language.
Private Function IsOneOf(ByVal Word As String, ByVal Key As String) As Boolean
    Dim Row As Long
    If Word = "" Then Exit Function
    With ThisWorkbook.Worksheets("labels")
        For Row = 1 To 100
            If .Cells(Row, 1).Value = "" Then Exit Function
            If .Cells(Row, 1).Value = Key And .Cells(Row, 2).Value = Word Then
                IsOneOf = True
                Exit Function
            End If
        Next Row
    End With
End Function
