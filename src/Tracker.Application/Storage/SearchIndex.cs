using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Search;
using Tracker.Domain.Search;

namespace Tracker.Application.Storage;

/// <summary>A text that matches, as the index knows it.</summary>
internal sealed record Candidate(long Id, string Code, int? Number, string Words);

/// <summary>
/// The index of the words of <see cref="SearchText"/>, and all that is asked of it: SQLite's FTS5 stands here alone.
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

    private const string Table = "CREATE VIRTUAL TABLE IF NOT EXISTS \"SearchWords\" USING fts5(\"Words\", content = 'SearchTexts', content_rowid = 'Id', tokenize = \"unicode61 remove_diacritics 0 tokenchars '='\", prefix = '2 3 4')";
    private const string Terms = "CREATE VIRTUAL TABLE IF NOT EXISTS \"SearchTerms\" USING fts5vocab('SearchWords', 'instance')";
    private const string Insert = "INSERT INTO \"SearchWords\" (rowid, \"Words\") VALUES (new.\"Id\", new.\"Words\");";
    private const string Delete = "INSERT INTO \"SearchWords\" (\"SearchWords\", rowid, \"Words\") VALUES ('delete', old.\"Id\", old.\"Words\");";

    private static readonly (string Change, string Sql)[] Triggers = [("INSERT", Insert), ("DELETE", Delete), ("UPDATE", Delete + Insert)];

    /// <summary>Statements after which nothing follows the texts any more, until <see cref="MakeAnew"/>.</summary>
    public static IEnumerable<string> LetGo { get; } = Triggers.Select(t => $"DROP TRIGGER \"SearchTexts_found_{t.Change}\"");

    /// <summary>The index from nothing but the texts.</summary>
    public const string MakeAnew = "INSERT INTO \"SearchWords\" (\"SearchWords\") VALUES ('rebuild')";

    /// <summary>Creates the index where it is missing, and what keeps it beside the texts; a table rebuilt by a migration has lost its triggers.</summary>
    public static async Task KeepAsync(TrackerDbContext db, CancellationToken ct)
    {
        var kept = await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'SearchTexts_found_%'").SingleAsync(ct);
        if (kept == Triggers.Length)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(Table, ct);
        await db.Database.ExecuteSqlRawAsync(Terms, ct);
        foreach (var (change, sql) in Triggers)
        {
            var trigger = $"CREATE TRIGGER IF NOT EXISTS \"SearchTexts_found_{change}\" AFTER {change} ON \"SearchTexts\" BEGIN {sql} END";
            await db.Database.ExecuteSqlRawAsync(trigger, ct);
        }

        await db.Database.ExecuteSqlRawAsync(MakeAnew, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Whether the index knows other texts than those that are kept.</summary>
    public static async Task<bool> IsApartAsync(TrackerDbContext db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<long>(
            "SELECT EXISTS (SELECT id FROM \"SearchWords_docsize\" EXCEPT SELECT \"Id\" FROM \"SearchTexts\") OR EXISTS (SELECT \"Id\" FROM \"SearchTexts\" EXCEPT SELECT id FROM \"SearchWords_docsize\") AS \"Value\"").SingleAsync(ct) != 0;

    /// <summary>What is called so as a whole: a code, an acronym or another name.</summary>
    public static async Task<List<Candidate>> CalledAsync(TrackerDbContext db, string key, DateOnly day, int most, CancellationToken ct) =>
        key.Length == 0 ? [] : await AskAsync(db, [.. new[] { FoundIn.Name, FoundIn.Document, FoundIn.Body }.Select(p => (p, Quoted(key)))], day, most, ct);

    /// <summary>The newest texts on a day in which all words are found, up to <paramref name="most"/> of each kind.</summary>
    /// <param name="beginnings">Each word may be the beginning of a longer one, where the search says so; otherwise only whole words.</param>
    public static async Task<List<Candidate>> FindAsync(TrackerDbContext db, SearchFor words, bool beginnings, IReadOnlyCollection<FoundIn> places, DateOnly day, int most, CancellationToken ct)
    {
        List<string> parts = [];
        foreach (var phrase in words.Phrases)
        {
            if (await PartAsync(db, phrase, beginnings && phrase.IsBeginning, ct) is not { } part)
            {
                return [];
            }

            parts.Add(part);
        }

        var all = string.Join(" AND ", parts);
        return parts.Count == 0 ? [] : await AskAsync(db, [.. places.Select(p => (p, all))], day, most, ct);
    }

    /// <summary>A phrase as the index reads it; null where no word begins so. Folded words hold letters and digits alone, so that nothing typed is read as an operator.</summary>
    private static async Task<string?> PartAsync(TrackerDbContext db, Phrase phrase, bool isBeginning, CancellationToken ct)
    {
        var last = phrase.Words[(phrase.Words.LastIndexOf(' ') + 1)..];
        if (!isBeginning || last.EnumerateRunes().Count() is >= 2 and <= 4)
        {
            return Quoted(phrase.Words) + (isBeginning ? " *" : "");
        }

        var endings = await EndingsAsync(db, last, ct);
        return endings.Count switch
        {
            0 => null,
            > MostEndings => Quoted(phrase.Words) + " *",
            _ => $"({string.Join(" OR ", endings.Select(e => Quoted(phrase.Words[..^last.Length] + e)))})",
        };
    }

    /// <summary>Words that begin so, one more than are asked for at most: from each the index goes to the next.</summary>
    private static async Task<List<string>> EndingsAsync(TrackerDbContext db, string beginning, CancellationToken ct)
    {
        const string Sql = """
            WITH RECURSIVE words(term) AS (
                SELECT * FROM (SELECT term FROM "SearchTerms" WHERE term >= {0} LIMIT 1)
                UNION ALL
                SELECT (SELECT term FROM "SearchTerms" WHERE term >= words.term || char(1) LIMIT 1) FROM words WHERE words.term >= {0} AND words.term < {1})
            SELECT term AS "Value" FROM words WHERE term >= {0} AND term < {1} LIMIT {2}
            """;
        return await db.Database.SqlQueryRaw<string>(Sql, beginning, beginning + "\U0010FFFF", MostEndings + 1).ToListAsync(ct);
    }

    private static string Quoted(string words) => $"\"{words}\"";

    /// <remarks>One statement for all kinds. The mark of the kind stands in each question so that two words which never meet don't make it read on into the kinds below.</remarks>
    private static async Task<List<Candidate>> AskAsync(TrackerDbContext db, IReadOnlyList<(FoundIn Place, string Words)> questions, DateOnly day, int most, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = string.Join(" UNION ALL ", questions.Select((_, n) =>
            $"SELECT * FROM (SELECT t.\"Id\", t.\"Code\", t.\"Number\", t.\"Words\" FROM \"SearchWords\" f CROSS JOIN \"SearchTexts\" t ON t.\"Id\" = f.rowid WHERE f.\"SearchWords\" MATCH @words{n} AND f.rowid BETWEEN @first{n} AND @last{n} AND t.\"Until\" > @day ORDER BY f.rowid DESC LIMIT @most)"));
        command.Parameters.AddWithValue("@day", day);
        command.Parameters.AddWithValue("@most", most);
        foreach (var ((place, words), n) in questions.Select((q, n) => (q, n)))
        {
            command.Parameters.AddWithValue($"@words{n}", $"{Quoted(Findable.MarkOf(place))} AND {words}");
            command.Parameters.AddWithValue($"@first{n}", SearchText.FirstOn(place, DateOnly.MinValue));
            command.Parameters.AddWithValue($"@last{n}", SearchText.LastUntil(place, day));
        }

        List<Candidate> found = [];
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(reader.GetInt64(0), reader.GetString(1), await reader.IsDBNullAsync(2, ct) ? null : reader.GetInt32(2), reader.GetString(3)));
        }

        return found;
    }
}
