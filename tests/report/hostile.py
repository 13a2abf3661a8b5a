"""Texts that a page must show and never run."""

WORDS = {
    "an element": "<script>alert(1)</script>",
    "an attribute": '"><img src=x onerror=alert(1)>',
    "another attribute": "' onmouseover='alert(1)",
    "the end of the script": "</script><b>粗</b>",
    "a script in a comment": "<!--<script>",
    "the end of the page": "--></body></html>",
    "a reference": "&lt;b&gt;&#60;i&#62;",
    "a template": "{{ 7 * 7 }}{% raw %}${alert(1)}",
    "a formula": "=HYPERLINK(1)",
    "line ends": "甲\u2028乙\u2029丙\\u003c",
    "beyond 16 bits": "𬭸𠮷👩‍👩‍👧",
}
