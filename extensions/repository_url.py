"""本文の `%REPOSITORY%` を、_config.yml に書かれたリポジトリの住所に置き換えます。"""

from sphinx.application import Sphinx


def fill_in(app, docname, source):
    source[0] = source[0].replace("%REPOSITORY%", app.config.html_theme_options["repository_url"])


def setup(app: Sphinx) -> dict:
    app.connect("source-read", fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
