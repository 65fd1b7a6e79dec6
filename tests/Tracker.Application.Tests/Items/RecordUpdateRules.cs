using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Items;

public class RecordUpdateRules
{
    [Fact]
    public async Task An_official_of_the_lead_body_records_and_the_register_shows_it_the_same_day()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), official);

        var row = Assert.Single((await database.Get<RegisterQuery>().PageAsync(new() { Text = "centre" }, database.Today)).Rows);
        Assert.Equal(Stage.Opened, row.Stage);
        Assert.Equal(Standing.Delivered, row.Standing);
    }

    [Fact]
    public async Task Another_sides_official_is_refused_and_nothing_is_written()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ASEAN");
        var before = await Some.CountsAsync(database);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), official));

        Assert.Contains("permission.update", refused.Refusals.Select(r => r.Rule));
        Assert.Equal(before, await Some.CountsAsync(database));
    }

    [Fact]
    public async Task A_role_taken_away_counts_at_the_next_command()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        await using (var db = database.Context())
        {
            await db.Users.Where(p => p.Id == official).ExecuteUpdateAsync(p => p.SetProperty(x => x.Role, Role.Viewer));
        }

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), official));

        Assert.Contains("permission.update", refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task A_disabled_account_records_nothing()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await using (var db = database.Context())
        {
            await db.Users.Where(p => p.Id == keeper).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, DateTime.UtcNow));
        }

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), keeper));

        Assert.Contains("permission.account", refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task Every_reason_comes_at_once_and_nothing_is_written()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var before = await Some.CountsAsync(database);
        var update = new Update
        {
            On = database.Today,
            Stage = Stage.Opened,
            Outlook = new(Outlook.AtRisk),
            Evidence = [new(null, "A page", database.Today, "Somebody", DocumentKind.OfficialPage, "javascript:alert(1)")],
        };

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", update, official));

        string[] rules = ["centre.place", "outlook.cause", "outlook.next-step", "evidence.address"];
        Assert.Empty(rules.Except(refused.Refusals.Select(r => r.Rule)));
        Assert.Equal(before, await Some.CountsAsync(database));
    }

    [Fact]
    public async Task Of_two_who_saw_the_same_state_the_second_learns_who_saved_what()
    {
        await using var database = await Some.RegisterAsync();
        var first = await database.PersonAsync(Role.Official, "ROK");
        var second = await database.PersonAsync(Role.RegisterKeeper);
        var seen = (await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.LastSequence;
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), first, seen);

        var conflict = await Assert.ThrowsAsync<ConflictException>(() =>
            database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Staff were hired."), second, seen));

        var other = Assert.Single(conflict.Others);
        Assert.Equal("Official ROK", other.ByName);
        Assert.Equal("Premises were found.", other.Update!.Note);
    }

    [Fact]
    public async Task Of_many_rival_saves_one_wins_and_every_other_is_a_conflict()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var seen = (await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.LastSequence;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(async () =>
        {
            try
            {
                await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, $"Note {n}"), keeper, seen);
                return true;
            }
            catch (ConflictException)
            {
                return false;
            }
        })));

        Assert.Single(outcomes, won => won);
        Assert.Equal(seen + 1, (await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.LastSequence);
    }

    [Fact]
    public async Task Evidence_that_names_a_document_takes_its_kind_from_the_document()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var forged = new Evidence("PRESS", "An official treaty", database.Today, "A ministry", DocumentKind.Statement);

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today) with { Evidence = [forged] }, official);

        var view = await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today);
        Assert.Equal(Assurance.Press, view!.State.Assurance);
        Assert.Equal("A newspaper's report", view.History[0].Content.Update!.Evidence[0].Title);
    }

    [Fact]
    public async Task A_plan_gets_its_final_report_only_when_every_action_line_has_an_outcome()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var report = new Update
        {
            On = database.Today,
            Stage = Stage.FinalReportAdopted,
            Facts = new Dictionary<Fact, string> { [Fact.FinalReport] = "Final report" },
        };

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<RecordUpdate>().ExecuteAsync("PLAN", report, keeper));
        Assert.Contains("plan.lines-have-outcomes", refused.Refusals.Select(r => r.Rule));

        await database.Get<RecordUpdate>().ExecuteAsync(
            "LINE",
            new Update
            {
                On = database.Today,
                Stage = Stage.Completed,
                Facts = new Dictionary<Fact, string> { [Fact.Result] = "Done" },
                Evidence = [new("PRESS", "", null, null, DocumentKind.PressReport)],
            },
            keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("PLAN", report, keeper);

        Assert.Equal(Stage.FinalReportAdopted, (await database.Get<ItemQuery>().AsOfAsync("PLAN", database.Today))!.State.Stage);
    }

    [Fact]
    public async Task A_withdrawn_update_counts_on_no_day()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var sequence = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), official);

        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", sequence, "Opened in the wrong city.", official);

        var view = await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today);
        Assert.Equal(Stage.Proposed, view!.State.Stage);
        Assert.Contains(view.History, h => h.Sequence == sequence && h.WithdrawnBecause == "Opened in the wrong city.");
    }

    [Fact]
    public async Task What_is_part_of_a_counted_item_counts_inside_it_while_that_one_counts()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<Standing> StandingAsync() => (await database.Get<ItemQuery>().AsOfAsync("LINE", database.Today))!.Standing;
        Assert.Equal(Standing.CountsInside, await StandingAsync());

        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = database.Today, Nature = Nature.Reference, Note = "It belongs to one side." }, keeper);

        Assert.Equal(Standing.NotStarted, await StandingAsync());
    }

    [Fact]
    public async Task A_contribution_arrives_by_a_receipt_in_the_ledger_of_a_fund_until_that_is_taken_back()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var add = database.Get<AddItem>();
        await add.ExecuteAsync("GIFT", Kind.Contribution, Form.None, Some.Opening("A gift", Stage.Pledged), keeper);
        await add.ExecuteAsync("FUND", Kind.Fund, Form.None, Some.Opening("A fund", Stage.Agreed), keeper);
        async Task<IEnumerable<string>> AgainstAsync() =>
            (await database.Get<RecordUpdate>().ObjectionsAsync("GIFT", new Update { On = database.Today, Stage = Stage.Delivered }, keeper)).Select(r => r.Rule);
        async Task EnterAsync(NewLedgerEntry entry)
        {
            await using var db = database.Context();
            var fund = await db.Items.SingleAsync(i => i.Code == "FUND");
            var ledger = new Ledger(fund, await db.LedgerEntries.OrderBy(e => e.Sequence).ToListAsync());
            db.LedgerEntries.Add(ledger.Add(entry, Tracker.Application.Storage.Seed.Importer, database.Today, database.Clock.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        }

        Assert.Equal(["contribution.receipt-or-goods"], await AgainstAsync());
        await EnterAsync(new(LedgerEntryType.Receipt, database.Today, new(100, "USD"), ItemServed: "GIFT"));
        Assert.Empty(await AgainstAsync());
        await EnterAsync(new(LedgerEntryType.Receipt, database.Today, new(100, "USD"), ItemServed: "GIFT", Note: "A slip.", Reverses: 1));
        Assert.Equal(["contribution.receipt-or-goods"], await AgainstAsync());
    }
}
