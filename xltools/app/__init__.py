"""What people do with the tool: each use case joins the stages of the core with the files around them."""
