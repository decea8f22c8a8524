"""What all cards share."""


def head(title: str, beside: str) -> str:
    """The first line of a card; `beside` is a <time>, or words in a <span>."""
    return f'<div class="wp-halte__kop"><h3>{title}</h3>{beside}</div>'
