"""Words searched for more widely: every form and compound that begins alike."""

from django.db import migrations

# Alternatives of one stem, longest first; what has been widened ends in :* and is left alone after that.
# The stem of "fiets" is "fiet", that of "fietsen" is "fiets"; "huizen" gives "huiz", "brieven" "briev".
WIDEN = (
    (r"'([^' ]{4,})s'(?!:)", r"'\1':*"),
    (r"'([^' ]{2,})z'(?!:)", r"('\1z':* | '\1s':*)"),
    (r"'([^' ]{3})s'(?!:)", r"('\1s':* | '\1z':*)"),
    (r"'([^' ]{3,})v'(?!:)", r"('\1v':* | '\1f':*)"),
    (r"'([^' ]{3,})f'(?!:)", r"('\1f':* | '\1v':*)"),
    (r"'([^' ]{4,})'(?!:)", r"'\1':*"),
)


def widened(words: str, rules: tuple[tuple[str, str], ...]) -> str:
    """SQL of a tsquery as text with the rules applied one after the other."""
    for found, instead in rules:
        words = f"regexp_replace({words}, $r${found}$r$, $r${instead}$r$, 'g')"
    return words


STEMS = widened("websearch_to_tsquery('public.dutch_plain', words)::text", WIDEN)
WORDS = widened("websearch_to_tsquery('public.plain_words', words)::text", WIDEN[-1:])


class Migration(migrations.Migration):
    dependencies = [("issues", "0033_waits_without_the_table")]

    operations = [
        migrations.RunSQL(
            f"""
CREATE TEXT SEARCH CONFIGURATION public.plain_words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.plain_words
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE FUNCTION public.dutch_wide(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT ({STEMS})::tsquery || ({WORDS})::tsquery
$f$;
CREATE FUNCTION public.dutch_any(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT CASE WHEN q::text LIKE '%!%' THEN q ELSE replace(q::text, ' & ', ' | ')::tsquery END
  FROM public.dutch_wide(words) q
$f$;
""",
            """
DROP FUNCTION public.dutch_any(text);
DROP FUNCTION public.dutch_wide(text);
DROP TEXT SEARCH CONFIGURATION public.plain_words;
""",
        ),
        # A search reads what was not yet put in order one by one: 4 MB of it took as long as the search itself.
        migrations.RunSQL(
            "ALTER INDEX issues_search SET (gin_pending_list_limit = 128)",
            "ALTER INDEX issues_search RESET (gin_pending_list_limit)",
        ),
    ]
