using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

/// <summary>Databases as earlier versions left them, and what is in one, row by row.</summary>
internal static class OlderDatabases
{
    public const string First = "20261124205153_Initial";
    public const string Second = "20261124235659_MeetingsTransfersAndLeanSpans";

    /// <summary>The seed, and what people did with an earlier version; the first knew of no transfers.</summary>
    public static async Task<TestDatabase> FilledAsync(string version)
    {
        var database = await TestDatabase.SeededAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var note = await database.Get<RecordUpdate>().ExecuteAsync("AKIIC", Some.Note(database.Today, "Talks go on."), keeper);
        await database.Get<VoidEntry>().ExecuteAsync("AKIIC", note, "A slip.", keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("FINANCIAL-CENTRE", Some.Note(new(2024, 5, 1), "Asked again."), keeper);
        var ledger = database.Get<AddLedgerEntry>();
        var pledge = await ledger.ExecuteAsync("AKCF", new(LedgerEntryType.Pledge, new(2024, 5, 1), new Money(5_000_000, "USD"), "Republic of Korea", Note: "Heard at the meeting."), keeper);
        await ledger.TakeBackAsync("AKCF", pledge, new(2024, 6, 1), "Misheard.", keeper);
        if (version == First)
        {
            await ExecuteAsync(database, "DROP TRIGGER \"LedgerEntries_refuse_UPDATE\"", "UPDATE \"LedgerEntries\" SET \"OtherFund\" = NULL, \"OtherSequence\" = NULL");
            await StartAsync(database);
        }

        return database;
    }

    /// <summary>What another database holds, as far as an earlier version kept it, as that version left it.</summary>
    public static async Task<TestDatabase> OlderAsync(TestDatabase source, string version)
    {
        var older = TestDatabase.Unprepared();
        await using (var db = older.Context())
        {
            await db.GetService<IMigrator>().MigrateAsync(version, TestContext.Current.CancellationToken);
        }

        List<string> statements = ["PRAGMA foreign_keys = OFF", $"ATTACH DATABASE '{source.FileName}' AS source"];
        foreach (var table in await TablesAsync(older))
        {
            var columns = string.Join(", ", (await ColumnsAsync(older, table)).Select(c => $"\"{c}\""));
            statements.Add($"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM source.\"{table}\"");
        }

        // The index of words and the guards, as each start made them.
        var tables = await TablesAsync(older);
        var made = (await QueryAsync(source, "SELECT sql, tbl_name FROM sqlite_master WHERE name = 'FoundTexts' OR type = 'trigger' ORDER BY type"))
            .Where(r => r[1] == "FoundTexts" || tables.Contains(r[1]!)).Select(r => r[0]!).ToList();
        Assert.Equal(8, made.Count);
        statements.AddRange([.. made.Where(s => !s.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)), "INSERT INTO main.\"FoundTexts\" (\"FoundTexts\") VALUES ('rebuild')"]);
        statements.AddRange(made.Where(s => s.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)));
        if (version == Second)
        {
            // Its first start derived what it derives, and nobody had kept who recorded a meeting or when.
            statements.Add("PRAGMA main.user_version = 2");
            statements.Add("UPDATE main.\"Meetings\" SET \"RecordedAt\" = '0001-01-01 00:00:00', \"RecordedById\" = '00000000-0000-0000-0000-000000000000', \"RecordedByName\" = '', \"Version\" = 0");
        }

        await ExecuteAsync(older, [.. statements]);
        Assert.Empty(await QueryAsync(older, "PRAGMA foreign_key_check"));
        return older;
    }

    /// <summary>A row as the earlier version wrote it.</summary>
    public static async Task<Guid> NewMeetingAsync(TestDatabase database, DateOnly on, MeetingStatus status)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            database,
            $"INSERT INTO \"Meetings\" (\"Id\", \"MechanismId\", \"Mechanism\", \"On\", \"Status\", \"Chairs\") SELECT '{id.ToString().ToUpperInvariant()}', \"Id\", \"Code\", '{on:yyyy-MM-dd}', '{status}', '[]' FROM \"Items\" WHERE \"Code\" = 'HEALTH-MINISTERS'");
        return id;
    }

    public static Task StartAsync(TestDatabase database) => Database.PrepareAsync(database.Services, TestDatabase.SeedFolder, TestContext.Current.CancellationToken);

    public static async Task<List<string>> TablesAsync(TestDatabase database) =>
        (await QueryAsync(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'FoundTexts%' AND name NOT LIKE 'SearchWords%' AND name <> 'SearchTerms' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY 1")).ConvertAll(r => r[0]!);

    public static async Task<List<string>> ColumnsAsync(TestDatabase database, string table) =>
        (await QueryAsync(database, $"SELECT name FROM pragma_table_info('{table}')")).ConvertAll(r => r[0]!);

    public static async Task<List<string>> RowsAsync(TestDatabase database, string table, IReadOnlyList<string> columns)
    {
        var names = columns.Select(c => c == "*" || c.Contains('(', StringComparison.Ordinal) ? c : $"\"{c}\"");
        return [.. (await QueryAsync(database, $"SELECT {string.Join(", ", names)} FROM \"{table}\"")).Select(r => string.Join('|', r)).Order(StringComparer.Ordinal)];
    }

    public static async Task<List<string?[]>> QueryAsync(TestDatabase database, string sql)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string?[]> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? null : Convert.ToString(reader.GetValue(c), CultureInfo.InvariantCulture))]);
        }

        return rows;
    }

    public static async Task ExecuteAsync(TestDatabase database, params string[] statements)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var sql in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
