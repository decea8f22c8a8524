"""The words of two texts as a search vector, in a form that an index can be made of."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("issues", "0005_note_answers")]

    operations = [
        migrations.RunSQL(
            "CREATE FUNCTION public.dutch_words(first text, second text) RETURNS tsvector"
            " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT"
            " to_tsvector('public.dutch_plain'::regconfig, coalesce(first, '') || ' ' || coalesce(second, '')) $$",
            "DROP FUNCTION public.dutch_words(text, text)",
        )
    ]
