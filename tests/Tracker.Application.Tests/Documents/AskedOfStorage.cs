using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

/// <summary>What bringing documents in asks of storage, and when: others wait only for what is written, and no text is read for nothing.</summary>
public class AskedOfStorage
{
    private static Task<TestDatabase> RegisterAsync(Statements statements) =>
        Some.RegisterAsync(services: services => services.ConfigureDbContext<TrackerDbContext>(options => options.AddInterceptors(statements)));

    private static Task<string> ConfirmAsync(TestDatabase database, Guid id, int version, Guid keeper) => database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper);

    [Fact]
    public async Task The_text_is_read_before_anybody_waits()
    {
        var statements = new Statements();
        await using var database = await RegisterAsync(statements);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var version = await OnItsWay.DecideAsync(database, id, keeper);
        statements.Seen.Clear();

        await ConfirmAsync(database, id, version, keeper);

        Assert.Equal([false], statements.Seen.Where(s => s.Sql.Contains("\"Acronym\" IS NOT NULL", StringComparison.Ordinal)).Select(s => s.IsWriting));
    }

    [Fact]
    public async Task What_reads_otherwise_by_an_acronym_that_came_meanwhile_is_decided_anew()
    {
        var statements = new Statements();
        await using var database = await RegisterAsync(statements);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper, "1. We agreed to strengthen ferry safety.\n\n2. We welcomed the progress of TIDES.");
        var version = await OnItsWay.DecideAsync(database, id, keeper);
        statements.After = async () =>
        {
            statements.After = null;
            var opening = Some.Opening("Tides", Stage.Proposed);
            await database.Get<AddItem>().ExecuteAsync("OTHER", Kind.Centre, Form.Centre, opening with { Profile = opening.Profile with { Acronym = "TIDES" } }, keeper);
        };

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ConfirmAsync(database, id, version, keeper));

        var row = Assert.Single((await database.Get<IncomingQuery>().ReviewAsync(id, TestContext.Current.CancellationToken))!.Proposals, p => p.Decision is null);
        Assert.Equal(("incoming.undecided", row.Key), (refused.Refusals[0].Rule, refused.Refusals[0].Field));
        Assert.Equal(Kind.Centre, row.Proposal.Kind);
    }

    [Fact]
    public async Task Each_document_is_read_once_however_many_items_it_names()
    {
        var statements = new Statements();
        await using var database = await RegisterAsync(statements);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var counts = new List<int>();
        foreach (var (code, titles) in new[] { ("FEW", 1), ("MANY", 6) })
        {
            var text = string.Join("\n\n", Enumerable.Range(1, titles).Select(n => $"{n}. We agreed to strengthen {code} safety of {(char)('a' + n)}{code} ports."));
            var id = await OnItsWay.StartAsync(database, keeper, text, OnItsWay.About(code));
            var version = await OnItsWay.DecideAsync(database, id, keeper);
            statements.Seen.Clear();
            await ConfirmAsync(database, id, version, keeper);
            counts.Add(statements.Seen.Count(s => s.Sql.Contains("\"Paragraphs\"", StringComparison.Ordinal) && s.Sql.Contains("SELECT", StringComparison.Ordinal)));
        }

        Assert.Equal(counts[0], counts[1]);
    }

    [Fact]
    public async Task What_items_are_called_is_read_again_only_once_something_was_recorded_or_a_day_has_passed()
    {
        var statements = new Statements();
        await using var database = await RegisterAsync(statements);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper, "1. We agreed to strengthen ferry safety.\n\n2. We welcomed the progress of the ASEAN-ROK Tides Centre.");
        async Task<(string Matches, int Asked)> ReviewAsync()
        {
            statements.Seen.Clear();
            var view = await OnItsWay.ReviewAsync(database, id);
            return (string.Join(' ', view.Proposals.SelectMany(p => p.Matches).Where(m => m.Reason == MatchReason.Name).Select(m => m.Code)), statements.Seen.Count(s => s.Sql.Contains("FROM \"HeldTexts\"", StringComparison.Ordinal)));
        }

        Assert.Equal(("", 1), await ReviewAsync());
        await database.Get<BringDocument>().EditAsync(id, 1, new PartEdit(PartEditKind.Renumber, 1, Number: "3"), keeper);
        Assert.Equal(("", 0), await ReviewAsync());

        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = database.Today, Title = "ASEAN-ROK Tides Centre", Note = "Renamed." }, keeper);
        Assert.Equal(("CENTRE", 1), await ReviewAsync());
        Assert.Equal(("CENTRE", 0), await ReviewAsync());

        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(("CENTRE", 1), await ReviewAsync());

        database.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(("CENTRE", 1), await ReviewAsync());
    }

    [Fact]
    public async Task Documents_are_offered_with_the_numbers_of_their_paragraphs_and_no_text_is_read()
    {
        var statements = new Statements();
        await using var database = await RegisterAsync(statements);
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper, about: OnItsWay.About() with { Series = "ASEAN-ROK Summit" });
        await ConfirmAsync(database, id, await OnItsWay.DecideAsync(database, id, keeper), keeper);
        statements.Seen.Clear();
        var choices = database.Get<DocumentChoices>();

        var all = await choices.AllAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["TIDES-2026", "PRESS", "STATEMENT"], all.Select(d => d.Code));
        Assert.Equal(["1 2 3", "", "1 2"], all.Select(d => string.Join(' ', d.Paragraphs)));
        Assert.Equal(("Statement on the tides", DocumentKind.Statement, new DateOnly(2026, 3, 1), "Chairman", "ASEAN-ROK Summit"), (all[0].Title, all[0].Kind, all[0].DatedOn, all[0].Issuer, all[0].Series));
        Assert.Equal(["ASEAN-ROK Summit"], await choices.SeriesAsync(TestContext.Current.CancellationToken));
        Assert.Equal("1 2", string.Join(' ', (await choices.OneAsync("STATEMENT", TestContext.Current.CancellationToken))!.Paragraphs));
        Assert.Null(await choices.OneAsync("NOTHING", TestContext.Current.CancellationToken));
        Assert.DoesNotContain(statements.Seen, s => s.Sql.Contains("\"BodyMentions\"", StringComparison.Ordinal) || s.Sql.Contains("\"d\".\"Paragraphs\"", StringComparison.Ordinal));
    }

    /// <summary>What is asked of the database, and what happens behind the first question about acronyms.</summary>
    private sealed class Statements : DbCommandInterceptor
    {
        public List<(string Sql, bool IsWriting)> Seen { get; } = [];

        public Func<Task>? After { get; set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Seen.Add((command.CommandText, command.Transaction is not null));
            if (After is { } after && command.CommandText.Contains("\"Acronym\" IS NOT NULL", StringComparison.Ordinal))
            {
                await after();
            }

            return result;
        }
    }
}
