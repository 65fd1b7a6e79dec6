using Tracker.Application.Items;
using Tracker.Application.Packs;
using Tracker.Application.Search;
using Tracker.Application.Tests.Packs;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Search;

/// <summary>Each row of the table of what is found, and the order of equals (docs/domain.md, Search).</summary>
public class WhatIsFound
{
    private static readonly DateOnly Later = Some.Day.AddDays(60);

    private static Document Of(string code, string title, int after = 0, string issuer = "Chair") => new(code, title, DocumentKind.Statement, Some.Day.AddDays(after), null, issuer, null);

    private static async Task<TestDatabase> WithAsync(params object[] added)
    {
        var database = await Some.RegisterAsync();
        await using var db = database.Context();
        db.AddRange(added);
        await db.SaveChangesAsync();
        return database;
    }

    private static async Task<List<string>> FoundAsync(TestDatabase database, string typed, SearchType type, DateOnly? day = null) =>
        [.. (await database.Get<SearchQuery>().PageAsync(typed, day ?? database.Today, type, 1, TestContext.Current.CancellationToken)).Groups.SelectMany(g => g.Hits).Select(h => h.Code)];

    [Theory]
    [InlineData("harbourmaster")]
    [InlineData("harbourmaster communiqué")]
    [InlineData("ports-7")]
    [InlineData("ports 7")]
    [InlineData("PORTS")]
    public async Task A_document_is_found_by_its_issuer_and_its_code(string typed)
    {
        await using var database = await WithAsync(Of("PORTS-7", "A communiqué", issuer: "Harbourmaster"));

        Assert.Equal(["PORTS-7"], await FoundAsync(database, typed, SearchType.Documents));
    }

    [Fact]
    public async Task A_body_is_found_by_its_other_names_and_its_code()
    {
        await using var database = await WithAsync(new Body("AHTN-9", "A committee", Side.Asean, BodyKind.Ministry, "ASEAN", ["Panitia Laut", "해양위원회"]));

        foreach (var typed in new[] { "panitia", "laut", "해양", "ahtn" })
        {
            Assert.Equal(["AHTN-9"], await FoundAsync(database, typed, SearchType.Bodies, new(1995, 1, 1)));
        }
    }

    [Fact]
    public async Task Notes_of_revisions_and_of_assessments_are_found_from_their_day()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Later, Title = "A better centre", Note = "Zyxrevision." }, keeper);
        await database.Get<AssessEntry>().ExecuteAsync("PLAN", 1, Verdict.Contested, "Zyxassessment.", await database.PersonAsync(Role.Manager, "ROK"));

        Assert.Equal(["CENTRE"], await FoundAsync(database, "zyxrevision", SearchType.Notes, Later));
        Assert.Empty(await FoundAsync(database, "zyxrevision", SearchType.Notes, Later.AddDays(-1)));
        Assert.Equal(["PLAN"], await FoundAsync(database, "zyxassessment", SearchType.Notes));
        Assert.Empty(await FoundAsync(database, "zyxassessment", SearchType.Notes, database.Today.AddDays(-1)));
    }

    [Fact]
    public async Task Lines_to_take_are_not_found()
    {
        await using var database = await TestDatabase.SeededAsync();
        var request = await PackRules.RequestAsync(database);
        await database.Get<WriteLineToTake>().ExecuteAsync(request.Meeting, "AKIIC", "Zyxline.", await database.PersonAsync(Role.Manager, "ROK"));

        Assert.Empty((await database.Get<SearchQuery>().FindAsync("zyxline", database.Today, 5, TestContext.Current.CancellationToken)).Groups);
    }

    [Fact]
    public async Task Of_equals_the_newer_comes_first_then_the_code()
    {
        await using var database = await WithAsync(Of("GB", "On glaciers", 10), Of("GA", "On glaciers", 20), Of("GD", "On glaciers", 15), Of("GC", "On glaciers", 15));

        Assert.Equal(["GA", "GC", "GD", "GB"], await FoundAsync(database, "glaciers", SearchType.Documents));
        Assert.Equal(["GC", "GD", "GB"], await FoundAsync(database, "glaciers", SearchType.Documents, Some.Day.AddDays(19)));
    }

    [Fact]
    public async Task Of_documents_what_is_called_so_comes_first_then_whole_words_then_longer_ones_however_old()
    {
        await using var database = await WithAsync(
            Of("GLACIER", "A very long title of a statement that says nothing of what its code does say", 0),
            Of("AB", "A statement on what becomes of the glacier once it melts", 10),
            Of("AA", "Glaciers", 30));

        Assert.Equal(["GLACIER", "AB", "AA"], await FoundAsync(database, "glacier", SearchType.Documents));
    }
}
