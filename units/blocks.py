"""What rich text and tables may hold, the same in every body."""

PARAGRAPH_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]
TABLE_OPTIONS = {"language": "vi-VN", "contextMenu": True, "rowHeaders": True, "colHeaders": True}
