"""The documentation site: pages of this repository, and pages made of the program, for MkDocs."""
