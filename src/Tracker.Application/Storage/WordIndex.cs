using Microsoft.EntityFrameworkCore;

namespace Tracker.Application.Storage;

/// <summary>An index of the words of a table (SQLite's FTS5), which triggers keep beside it.</summary>
/// <param name="Name">Of the index.</param>
/// <param name="Table">It has an "Id" and "Words".</param>
/// <param name="Options">How words are told apart, as FTS5 has it.</param>
internal sealed record WordIndex(string Name, string Table, string Options)
{
    /// <summary>Of three letters each: it finds what stands inside the words by which items are found, too, as no ordinary index does.</summary>
    public static readonly WordIndex OfItems = new("FoundTexts", "HeldTexts", "tokenize = 'trigram'");

    private string Insert => $"INSERT INTO \"{Name}\" (rowid, \"Words\") VALUES (new.\"Id\", new.\"Words\");";

    private string Delete => $"INSERT INTO \"{Name}\" (\"{Name}\", rowid, \"Words\") VALUES ('delete', old.\"Id\", old.\"Words\");";

    private (string Name, string Change, string Sql)[] Triggers =>
        [($"{Table}_found_INSERT", "INSERT", Insert), ($"{Table}_found_DELETE", "DELETE", Delete), ($"{Table}_found_UPDATE", "UPDATE", Delete + Insert)];

    /// <summary>From now on the index does not follow the table, until <see cref="KeepAsync"/>: where much is written it is made once at the end.</summary>
    public async Task LetGoAsync(TrackerDbContext db, CancellationToken ct)
    {
        foreach (var trigger in Triggers)
        {
            var drop = $"DROP TRIGGER \"{trigger.Name}\"";
            await db.Database.ExecuteSqlRawAsync(drop, ct);
        }
    }

    /// <summary>Creates the index where it is missing, and what keeps it beside the table; a table rebuilt by a migration has lost its triggers.</summary>
    public async Task KeepAsync(TrackerDbContext db, CancellationToken ct)
    {
        var triggers = Triggers;
        var names = triggers.Select(t => t.Name).ToList();
        var there = await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync(ct);
        if (names.TrueForAll(there.Contains))
        {
            return;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var index = $"CREATE VIRTUAL TABLE IF NOT EXISTS \"{Name}\" USING fts5(\"Words\", content = '{Table}', content_rowid = 'Id', {Options})";
        await db.Database.ExecuteSqlRawAsync(index, ct);
        foreach (var (name, change, sql) in triggers)
        {
            var trigger = $"CREATE TRIGGER IF NOT EXISTS \"{name}\" AFTER {change} ON \"{Table}\" BEGIN {sql} END";
            await db.Database.ExecuteSqlRawAsync(trigger, ct);
        }

        var rebuild = $"INSERT INTO \"{Name}\" (\"{Name}\") VALUES ('rebuild')";
        await db.Database.ExecuteSqlRawAsync(rebuild, ct);
        await (transaction?.CommitAsync(ct) ?? Task.CompletedTask);
    }
}
