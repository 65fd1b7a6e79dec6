using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

/// <summary>A verification finds what the rules could not have written, and says where.</summary>
public sealed class VerificationRules
{
    /// <summary>Columns of which nothing else in the file says what they should be, so that another plausible value is not noticed.</summary>
    private static readonly Dictionary<string, string> Unnoticed = new()
    {
        ["Items.IsReview"] = "A mark of the register keeper on a mechanism; no journal records it.",
        ["Entries.RecordedAt"] = "Another instant, after the entry before it and no earlier than its day, is one at which it could have been recorded. An instant out of that order is found.",
        ["Entries.ById"] = "Another account could have recorded it; accounts are no part of the journal. Nobody, and one's own assessment, are found.",
        ["Entries.ByName"] = "The name that the person had then is kept nowhere else. No name is found.",
        ["Entries.BySide"] = "The side that the person had then is kept nowhere else. In an assessment, which says for whom it speaks, another side is found.",
        ["LedgerEntries.On"] = "Another day before that of recording is one on which the money could have moved. One after it, and a reversal before what it takes back, are found.",
        ["LedgerEntries.AmountMinor"] = "Another amount is one that could have been entered, where no reversal and no transfer repeats it.",
        ["LedgerEntries.Currency"] = "As the amount.",
        ["LedgerEntries.Type"] = "As the amount.",
        ["LedgerEntries.Counterpart"] = "Words of the register keeper; nothing repeats them.",
        ["LedgerEntries.Document"] = "Another document of the register could have been named. One that is not there is found.",
        ["LedgerEntries.ItemServed"] = "Another item of the register could have been named. One that is not there is found.",
        ["LedgerEntries.Note"] = "Words of the register keeper; nothing repeats them.",
        ["LedgerEntries.RecordedAt"] = "Another instant after the day is one at which it could have been recorded.",
        ["LedgerEntries.ById"] = "Another account could have recorded it. Nobody is found.",
        ["LedgerEntries.ByName"] = "The name that the person had then is kept nowhere else. No name is found.",
        ["HeldBodies.Id"] = "A number without a meaning.",
        ["HeldRelations.Id"] = "A number without a meaning.",
        ["HeldMentions.Id"] = "A number without a meaning.",
        ["HeldTexts.Id"] = "A number by which the index of words finds the row; the index follows it.",
        ["SearchTexts.Id"] = "Another place among the texts of its kind and day.",
    };

    private static readonly string[] Tables = ["Items", "Entries", "LedgerEntries", "Spans", "HeldBodies", "HeldRelations", "HeldMentions", "HeldTexts", "HeldTargets", "SearchTexts"];

    [Fact]
    public async Task The_seed_is_sound()
    {
        await using var database = await TestDatabase.SeededAsync();

        var verified = await Verification.OfFileAsync(database.FileName);

        Assert.Null(verified.Fault);
        await using var db = database.Context();
        Assert.Equal(await db.Entries.CountAsync(), verified.Rows["Entries"]);
        Assert.StartsWith($"{await db.Items.CountAsync():N0} items", verified.InWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_register_is_sound()
    {
        await using var database = await TestDatabase.EmptyAsync();

        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
    }

    /// <summary>Every column of journals, ledgers and what is derived from them gets another plausible value, one after the other.</summary>
    [Fact]
    public async Task Another_value_in_any_column_is_found_or_named_here_with_the_reason()
    {
        await using var database = await LivelyAsync();
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
        List<string> missed = [];
        List<string> noticed = [];

        foreach (var (table, column, type) in await ColumnsAsync(database))
        {
            var value = (column, type) switch
            {
                ("Sequence" or "Number" or "OtherSequence" or "Reverses" or "Position" or "Progress" or "TimesRevised" or "MissingFacts" or "AmountMinor" or "Paragraph", _) => $"COALESCE(\"{column}\", 0) + 100",
                ("Id", "INTEGER") => "\"Id\" + 1000000",
                ("HasLead" or "IsReview" or "NoDate", _) => $"NOT \"{column}\"",
                ("Strengths", _) => "\"Strengths\" | 16",
                ("Until", _) => "CASE \"Until\" WHEN '9999-12-31' THEN '2026-11-20' ELSE '9999-12-31' END",
                ("RecordedAt", _) => "datetime(\"RecordedAt\", '+1 second')",
                ("Content", _) => "replace(\"Content\", '\"A centre\"', '\"A center\"')",
                ("Words", _) => "\"Words\" || ' more'",
                ("From" or "On", _) => $"date(\"{column}\", '-1 day')",
                ("StageOn" or "LastReportedOn" or "RatedOn" or "TargetLatest" or "TargetMetOn" or "BaselineLatest" or "PeriodFirst" or "PeriodLast" or "SetOn" or "Latest" or "MetOn" or "OverOn", _) => $"COALESCE(date(\"{column}\", '+1 day'), '2026-03-01')",
                ("ItemId" or "FundId", _) => $"(SELECT \"Id\" FROM \"Items\" WHERE \"Kind\" = 'Plan')",
                ("ById", _) => "'0192F000-0000-7000-8000-00000000000A'",
                ("BySide", _) => "'Joint'",
                ("Currency", _) => "'KRW'",
                ("Document", _) => "'PRESS'",
                ("ItemServed", _) => "'CENTRE'",
                ("OtherFund", _) => "'PLAN'",
                ("Type", _) when table == "Entries" => "'Revision'",
                ("Type", _) => "'Receipt'",
                ("Kind", _) when table == "HeldRelations" => "'Supports'",
                ("Kind", _) => "'Fund'",
                ("Form", _) => "'Study'",
                ("Nature", _) => "'Continuing'",
                ("Pillar", _) => "'SocioCultural'",
                ("Area", _) => "'PublicHealth'",
                ("Stage" or "Held" or "TargetAim" or "Aim", _) => "'Dormant'",
                ("Phase", _) => "'NoLongerRunning'",
                ("Standing", _) => "'NotStarted'",
                ("Outlook", _) => "'OffTrack'",
                ("Assurance", _) => "'Contested'",
                ("Strength", _) => "'Agreed'",
                ("Role", _) => "'Host'",
                _ => $"COALESCE(\"{column}\", '') || 'X'",
            };
            var fault = await FaultAfterAsync(database, $"UPDATE \"{table}\" SET \"{column}\" = {value} WHERE rowid = (SELECT MAX(rowid) FROM \"{table}\" WHERE {RowOf(table, column)})");
            var name = $"{table}.{column}";
            (fault is null ? missed : noticed).Add(name);
        }

        Assert.Equal(string.Join(", ", Unnoticed.Keys.Order(StringComparer.Ordinal)), string.Join(", ", missed.Order(StringComparer.Ordinal)));
        Assert.True(noticed.Count > 60, $"Only {noticed.Count} columns.");
    }

    [Theory]
    [InlineData("UPDATE \"Entries\" SET \"RecordedAt\" = '2020-01-01 00:00:00' WHERE \"Sequence\" = 2", "recorded before")]
    [InlineData("UPDATE \"Entries\" SET \"ById\" = '00000000-0000-0000-0000-000000000000' WHERE \"Sequence\" = 1", "names nobody")]
    [InlineData("UPDATE \"Entries\" SET \"ByName\" = ' ' WHERE \"Sequence\" = 1", "names nobody")]
    [InlineData("UPDATE \"Entries\" SET \"BySide\" = 'Asean' WHERE \"Type\" = 'Assessment'", "speaks for")]
    [InlineData("UPDATE \"Entries\" SET \"ById\" = (SELECT \"ById\" FROM \"Entries\" e WHERE e.\"ItemId\" = \"Entries\".\"ItemId\" AND e.\"Sequence\" = 2) WHERE \"Type\" = 'Assessment'", "same person")]
    [InlineData("UPDATE \"Entries\" SET \"Content\" = '{' WHERE \"Sequence\" = 2", "CENTRE holds a value that cannot be read")]
    [InlineData("UPDATE \"Entries\" SET \"Content\" = '{}' WHERE \"Sequence\" = 2", "does not hold")]
    [InlineData("UPDATE \"Entries\" SET \"Type\" = 'Rumour' WHERE \"Sequence\" = 2", "cannot be read")]
    [InlineData("UPDATE \"Entries\" SET \"Content\" = replace(\"Content\", '\"reason\":\"', '\"reason\":\"\",\"was\":\"') WHERE \"Type\" = 'Void'", "without a reason")]
    [InlineData("DELETE FROM \"Entries\" WHERE \"Type\" = 'Assessment'", "gaps")]
    [InlineData("DELETE FROM \"Entries\" WHERE \"Position\" = (SELECT MAX(\"Position\") FROM \"Entries\")", "has no journal")]
    [InlineData("DELETE FROM \"Spans\"", "spans kept for CENTRE")]
    [InlineData("INSERT INTO \"HeldBodies\" (\"ItemId\", \"Body\", \"Role\", \"From\", \"Until\") SELECT \"ItemId\", \"Body\", \"Role\", \"From\", \"Until\" FROM \"HeldBodies\" LIMIT 1", "row twice")]
    [InlineData("DELETE FROM \"Bodies\" WHERE \"Code\" = 'ROK-MOFA'; UPDATE \"Entries\" SET \"Content\" = replace(\"Content\", '\"body\":\"ROK\"', '\"body\":\"ROK-MOFA\"')", "no body ROK-MOFA")]
    [InlineData("UPDATE \"LedgerEntries\" SET \"Document\" = 'NOWHERE'", "no document NOWHERE")]
    [InlineData("UPDATE \"LedgerEntries\" SET \"On\" = '2027-01-01' WHERE \"Sequence\" = 1", "future")]
    [InlineData("UPDATE \"LedgerEntries\" SET \"AmountMinor\" = 7 WHERE \"Reverses\" IS NOT NULL", "reversing entry")]
    [InlineData("UPDATE \"LedgerEntries\" SET \"AmountMinor\" = -5", "above zero")]
    [InlineData("DELETE FROM \"LedgerEntries\" WHERE \"Sequence\" = 1", "where entry 1 belongs")]
    [InlineData("INSERT INTO \"LedgerEntries\" (\"FundId\", \"Sequence\", \"Fund\", \"Type\", \"On\", \"AmountMinor\", \"Currency\", \"Counterpart\", \"Document\", \"ItemServed\", \"Note\", \"Reverses\", \"ById\", \"ByName\", \"RecordedAt\", \"OtherFund\", \"OtherSequence\") SELECT \"FundId\", 5, \"Fund\", \"Type\", \"On\", \"AmountMinor\", \"Currency\", \"Counterpart\", \"Document\", \"ItemServed\", \"Note\", \"Reverses\", \"ById\", \"ByName\", \"RecordedAt\", \"OtherFund\", \"OtherSequence\" FROM \"LedgerEntries\" WHERE \"OtherFund\" IS NOT NULL", "the other side of two transfers")]
    [InlineData("DELETE FROM \"Items\" WHERE \"Code\" = 'LINE'", "are not there")]
    public async Task What_the_rules_could_not_have_written_is_found_and_said(string sql, string said)
    {
        await using var database = await LivelyAsync();

        var fault = await FaultAfterAsync(database, sql);

        Assert.NotNull(fault);
        Assert.Contains(said, fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    [Fact]
    public async Task Damage_in_the_file_is_found()
    {
        await using var database = await TestDatabase.SeededAsync();
        var file = database.FileName;
        await using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.Seek(stream.Length / 2 / 4096 * 4096, SeekOrigin.Begin);
            await stream.WriteAsync(new byte[20 * 4096], TestContext.Current.CancellationToken);
        }

        Assert.Contains("damaged", (await Verification.OfFileAsync(file)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_no_longer_agrees_with_its_table_is_found()
    {
        await using var database = await TestDatabase.SeededAsync();
        await ExecuteAsync(database.FileName, "CREATE INDEX \"ByName\" ON \"Bodies\" (\"Name\")");
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);

        await ExecuteAsync(database.FileName, "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '\"Name\"', '\"Kind\"') WHERE name = 'ByName'");

        Assert.Contains("missing from index ByName", (await Verification.OfFileAsync(database.FileName)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_fault_and_one_of_something_else_cannot_be_looked_at()
    {
        await using var database = TestDatabase.Unprepared();
        await File.WriteAllTextAsync(database.FileName, new string('x', 8192), TestContext.Current.CancellationToken);
        Assert.Contains("no database", (await Verification.OfFileAsync(database.FileName)).Fault, StringComparison.Ordinal);

        File.Delete(database.FileName);
        Assert.Contains("no file", (await Assert.ThrowsAsync<StorageException>(() => Verification.OfFileAsync(database.FileName))).Message, StringComparison.Ordinal);
        await ExecuteAsync(database.FileName, "CREATE TABLE \"Songs\" (\"Title\" TEXT)");
        Assert.Contains("no database of Tracker", (await Assert.ThrowsAsync<StorageException>(() => Verification.OfFileAsync(database.FileName))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_older_version_derived_is_looked_at_as_this_version_derives_it()
    {
        await using var database = await TestDatabase.SeededAsync();
        await ExecuteAsync(database.FileName, "UPDATE \"Spans\" SET \"PeriodText\" = NULL; PRAGMA user_version = 1");
        var before = Directory.GetFiles(Path.GetDirectoryName(database.FileName)!).Order();

        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
        await ExecuteAsync(database.FileName, "DROP TRIGGER \"Entries_refuse_UPDATE\"; UPDATE \"Entries\" SET \"ByName\" = ' ' WHERE \"Position\" = 1");
        Assert.Contains("names nobody", (await Verification.OfFileAsync(database.FileName)).Fault, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(Path.GetDirectoryName(database.FileName)!).Order());
    }

    [Fact]
    public async Task What_somebody_writes_meanwhile_is_no_fault()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !done.IsCancellationRequested; n++)
            {
                await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, $"Note {n}"), keeper, ct: CancellationToken.None);
            }
        });

        for (var n = 0; n < 10; n++)
        {
            Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
        }

        await done.CancelAsync();
        await writing;
    }

    /// <summary>The small register with entries of every type, and two funds with a transfer and a reversal.</summary>
    private static async Task<TestDatabase> LivelyAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var update = database.Get<RecordUpdate>();
        await update.ExecuteAsync("CENTRE", new Update { On = Some.Day.AddDays(3), Target = new("by the end of 2026", null, new(2026, 12, 31)), Outlook = new(Outlook.OnTrack) }, keeper);
        await database.Get<AssessEntry>().ExecuteAsync("CENTRE", 2, Verdict.Confirmed, null, manager);
        await update.ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(40)), keeper);
        await update.ExecuteAsync("CENTRE", Some.Note(Some.Day.AddDays(50), "A slip"), keeper);
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 5, "It was another centre.", keeper);
        await database.Get<ReviseItem>().ExecuteAsync("LINE", new Revision { On = Some.Day.AddDays(60), Acronym = "AL", Note = "It has a short name." }, keeper);
        foreach (var code in new[] { "FUND", "OTHER-FUND" })
        {
            var opening = Some.Opening("A fund", Stage.Proposed);
            await database.Get<AddItem>().ExecuteAsync(code, Kind.Fund, Form.None, opening with { Profile = opening.Profile with { Bodies = [] } }, keeper);
        }

        await database.Get<AddItem>().ExecuteAsync("MECHANISM", Kind.Mechanism, Form.None, Some.Opening("A mechanism", Stage.Proposed), keeper);
        var ledger = database.Get<AddLedgerEntry>();
        await ledger.ExecuteAsync("OTHER-FUND", new(LedgerEntryType.Receipt, Some.Day, new(500, "USD"), Note: "Paid over"), keeper);
        await ledger.ExecuteAsync("FUND", new(LedgerEntryType.Pledge, Some.Day, new(100, "USD"), "Republic of Korea", "STATEMENT", "LINE"), keeper);
        await ledger.TakeBackAsync("FUND", 1, Some.Day.AddDays(1), "A slip", keeper);
        await ledger.ExecuteAsync("FUND", new(LedgerEntryType.Disbursement, Some.Day, new(500, "USD"), Other: new("OTHER-FUND", 1)), keeper);
        await ledger.ExecuteAsync("FUND", new(LedgerEntryType.Expenditure, Some.Day, new(30, "USD"), "A bank", "STATEMENT", "LINE", "Costs"), keeper);
        await using var db = database.Context();
        foreach (var table in TrackerDbContext.AppendOnlyTables)
        {
            var sql = $"DROP TRIGGER \"{table}_refuse_UPDATE\"; DROP TRIGGER \"{table}_refuse_DELETE\"";
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        return database;
    }

    /// <summary>A row of each table that has something in the columns that are changed.</summary>
    private static string RowOf(string table, string column) => table switch
    {
        "Entries" when column is "ItemId" or "RecordedAt" => "\"Type\" = 'Void'",
        "Entries" => "\"Type\" = 'Opening' AND \"Content\" LIKE '%\"A centre\"%'",
        "LedgerEntries" => "\"Sequence\" = (SELECT MAX(\"Sequence\") FROM \"LedgerEntries\")",
        "HeldRelations" => "1",
        "Items" when column == "IsReview" => "\"Kind\" = 'Mechanism'",
        "Items" or "SearchTexts" => "\"Code\" = 'CENTRE'",
        _ => "\"ItemId\" = (SELECT \"Id\" FROM \"Items\" WHERE \"Code\" = 'CENTRE')",
    };

    private static async Task<List<(string Table, string Column, string Type)>> ColumnsAsync(TestDatabase database)
    {
        List<(string, string, string)> columns = [];
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT name, type FROM pragma_table_info('{table}')";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                columns.Add((table, reader.GetString(0), reader.GetString(1)));
            }
        }

        return columns;
    }

    /// <summary>What is found in a copy of the database in which somebody changed something by hand.</summary>
    private static async Task<string?> FaultAfterAsync(TestDatabase database, string sql)
    {
        var copy = database.FileName + ".copy";
        await BackupCopy.MakeAsync(database.FileName, copy, TestContext.Current.CancellationToken);
        try
        {
            Assert.NotEqual(0, await ExecuteAsync(copy, sql));
            return (await Verification.OfFileAsync(copy)).Fault;
        }
        finally
        {
            Files.Remove(copy);
        }
    }

    private static async Task<int> ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF; " + sql;
        return await command.ExecuteNonQueryAsync();
    }
}
