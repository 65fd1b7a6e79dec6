using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Search;
using Tracker.Domain.Search;

namespace Tracker.Application.Storage;

/// <summary>A text that matches, as the index knows it.</summary>
internal sealed record Candidate(long Id, string Code, int? Number, string Words);

/// <summary>Words as the index reads them, and the kind of text in which they are to be found.</summary>
/// <param name="Place">Null for all kinds together; what begins after the day is then among the answers.</param>
internal readonly record struct Question(FoundIn? Place, string Words);

/// <summary>
/// The index of the words of <see cref="SearchText"/>, and all that is asked of it: how FTS5 is asked stands here alone, how it is kept in <see cref="WordIndex"/>.
/// </summary>
/// <remarks>
/// The words are folded before they come here (<see cref="Findable.Fold"/>), so that any index that knows words, their
/// beginnings and phrases can take its place. Beginnings of two, three and four letters are indexed themselves; the words
/// that begin with more are looked up first. Otherwise a beginning would be answered by reading all that it matches.
/// </remarks>
internal static class SearchIndex
{
    /// <summary>Words that begin so are asked for one by one up to this number.</summary>
    private const int MostEndings = 50;

    private const string Terms = "CREATE VIRTUAL TABLE IF NOT EXISTS \"SearchTerms\" USING fts5vocab('SearchWords', 'instance')";

    private static readonly WordIndex Words = new("SearchWords", "SearchTexts", "tokenize = \"unicode61 remove_diacritics 0 tokenchars '='\", prefix = '2 3 4'");

    /// <inheritdoc cref="WordIndex.LetGoAsync"/>
    public static Task LetGoAsync(TrackerDbContext db, CancellationToken ct) => Words.LetGoAsync(db, ct);

    /// <inheritdoc cref="WordIndex.KeepAsync"/>
    public static async Task KeepAsync(TrackerDbContext db, CancellationToken ct)
    {
        await Words.KeepAsync(db, ct);
        await db.Database.ExecuteSqlRawAsync(Terms, ct);
    }

    /// <summary>Whether the index knows other texts than those that are kept.</summary>
    public static async Task<bool> IsApartAsync(TrackerDbContext db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<long>(
            "SELECT EXISTS (SELECT id FROM \"SearchWords_docsize\" EXCEPT SELECT \"Id\" FROM \"SearchTexts\") OR EXISTS (SELECT \"Id\" FROM \"SearchTexts\" EXCEPT SELECT id FROM \"SearchWords_docsize\") AS \"Value\"").SingleAsync(ct) != 0;

    /// <summary>Words as the index reads them: all of them as they are.</summary>
    public static string Whole(SearchFor words) => string.Join(" AND ", words.Phrases.Select(p => Quoted(p.Words)));

    /// <summary>The same, where each word may be the beginning of a longer one as far as the search says so; null where no word begins so.</summary>
    public static string? Beginning(TrackerDbContext db, SearchFor words)
    {
        List<string> parts = [];
        foreach (var phrase in words.Phrases)
        {
            if (PartOf(db, phrase) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return string.Join(" AND ", parts);
    }

    /// <summary>What is called so as a whole, by a code, an acronym or another name.</summary>
    public static string Called(string key) => Quoted(key);

    /// <summary>Either of two; what is null is left out.</summary>
    public static string? Either(string? one, string? other) => one is null ? other : other is null ? one : $"({one}) OR ({other})";

    /// <summary>All texts of a day that have the words; null where they are more than <paramref name="most"/>. The connection is open.</summary>
    public static List<Candidate>? AllOn(TrackerDbContext db, string words, DateOnly day, int most)
    {
        List<long> ids = [];
        using (var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = "SELECT rowid FROM \"SearchWords\" WHERE \"SearchWords\" MATCH @words LIMIT @most";
            command.Parameters.AddWithValue("@words", words);
            command.Parameters.AddWithValue("@most", most + 1);
            using var found = command.ExecuteReader();
            while (found.Read())
            {
                ids.Add(found.GetInt64(0));
            }
        }

        if (ids.Count > most)
        {
            return null;
        }

        using var texts = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        texts.CommandText = "SELECT t.\"Id\", t.\"Code\", t.\"Number\", t.\"Words\" FROM json_each(@ids) i CROSS JOIN \"SearchTexts\" t ON t.\"Id\" = i.value WHERE t.\"Until\" > @day";
        texts.Parameters.AddWithValue("@ids", $"[{string.Join(',', ids.Where(id => SearchText.FromOf(id) <= day))}]");
        texts.Parameters.AddWithValue("@day", day);
        return [.. CandidatesOf(texts)];
    }

    /// <summary>The newest texts on a day that answer each of the questions, up to <paramref name="most"/> each; the connection is open.</summary>
    /// <remarks>One statement for all kinds. The mark of the kind stands in each question of several words, so that two which never meet don't make it read on into the kinds below.</remarks>
    public static IEnumerable<Candidate> Answers(TrackerDbContext db, IEnumerable<Question> questions, DateOnly day, int most)
    {
        var asked = questions.ToList();
        if (asked.Count == 0)
        {
            yield break;
        }

        using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = string.Join(" UNION ALL ", asked.Select((_, n) =>
            $"SELECT * FROM (SELECT t.\"Id\", t.\"Code\", t.\"Number\", t.\"Words\" FROM \"SearchWords\" f CROSS JOIN \"SearchTexts\" t ON t.\"Id\" = f.rowid WHERE f.\"SearchWords\" MATCH @words{n} AND f.rowid BETWEEN @first{n} AND @last{n} AND t.\"Until\" > @day ORDER BY f.rowid DESC LIMIT @most)"));
        command.Parameters.AddWithValue("@day", day);
        command.Parameters.AddWithValue("@most", most);
        foreach (var ((place, words), n) in asked.Select((q, n) => (q, n)))
        {
            command.Parameters.AddWithValue($"@words{n}", place is { } one && words.Contains(' ', StringComparison.Ordinal) ? $"{Quoted(Findable.MarkOf(one))} AND ({words})" : words);
            command.Parameters.AddWithValue($"@first{n}", SearchText.FirstOn(place ?? 0, DateOnly.MinValue));
            command.Parameters.AddWithValue($"@last{n}", place is { } kind ? SearchText.LastUntil(kind, day) : long.MaxValue);
        }

        foreach (var candidate in CandidatesOf(command))
        {
            yield return candidate;
        }
    }

    private static IEnumerable<Candidate> CandidatesOf(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new(reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2), reader.GetString(3));
        }
    }

    /// <summary>A phrase as the index reads it; null where no word begins so. Folded words hold letters and digits alone, so that nothing typed is read as an operator.</summary>
    private static string? PartOf(TrackerDbContext db, Phrase phrase)
    {
        var last = phrase.Words[(phrase.Words.LastIndexOf(' ') + 1)..];
        if (!phrase.IsBeginning || last.EnumerateRunes().Count() is >= 2 and <= 4)
        {
            return Quoted(phrase.Words) + (phrase.IsBeginning ? " *" : "");
        }

        var endings = Endings(db, last);
        return endings.Count switch
        {
            0 => null,
            1 when endings[0] == last => Quoted(phrase.Words),
            > MostEndings => Quoted(phrase.Words) + " *",
            _ => $"({string.Join(" OR ", endings.Select(e => Quoted(phrase.Words[..^last.Length] + e)))})",
        };
    }

    /// <summary>Words that begin so, one more than are asked for at most: from each the index goes to the next.</summary>
    private static List<string> Endings(TrackerDbContext db, string beginning)
    {
        using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """
            WITH RECURSIVE words(term) AS (
                SELECT * FROM (SELECT term FROM "SearchTerms" WHERE term >= @first LIMIT 1)
                UNION ALL
                SELECT (SELECT term FROM "SearchTerms" WHERE term >= words.term || char(1) LIMIT 1) FROM words WHERE words.term >= @first AND words.term < @last)
            SELECT term FROM words WHERE term >= @first AND term < @last LIMIT @most
            """;
        command.Parameters.AddWithValue("@first", beginning);
        command.Parameters.AddWithValue("@last", beginning + "\U0010FFFF");
        command.Parameters.AddWithValue("@most", MostEndings + 1);
        List<string> endings = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            endings.Add(reader.GetString(0));
        }

        return endings;
    }

    private static string Quoted(string words) => $"\"{words}\"";
}
