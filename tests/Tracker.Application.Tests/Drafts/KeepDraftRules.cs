using Microsoft.EntityFrameworkCore;
using Tracker.Application.Drafts;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Drafts;

/// <summary>What is typed is kept for whoever typed it, and what is sent is recorded once.</summary>
public class KeepDraftRules
{
    private const string Form = "items/CENTRE/update";

    private static Task<KeptAs> KeepAsync(TestDatabase database, Guid person, Guid id, int seen, string content, string form = Form) =>
        database.Get<KeepDraft>().ExecuteAsync(id, seen, form, "Update of the centre", content, person);

    private static async Task<string> RuleAsync(Func<Task> deed) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(deed)).Refusals).Rule;

    [Fact]
    public async Task A_draft_comes_back_as_it_was_saved_last_and_is_listed()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var id = Guid.CreateVersion7();

        var first = await KeepAsync(database, official, id, 0, "{\"note\":\"A\"}");
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        var second = await KeepAsync(database, official, id, first.Version, "{\"note\":\"AB\"}");

        Assert.Equal((id, 1, id, 2), (first.Id, first.Version, second.Id, second.Version));
        Assert.Equal(first.SavedAt.AddSeconds(2), second.SavedAt);
        var draft = await database.Get<KeepDraft>().LatestAsync(Form, official);
        Assert.Equal((id, "{\"note\":\"AB\"}", 2, first.SavedAt, second.SavedAt, DateTimeKind.Utc), (draft!.Id, draft.Content, draft.Version, draft.StartedAt, draft.SavedAt, draft.SavedAt.Kind));
        Assert.Equal([new DraftRow(id, Form, "Update of the centre", second.SavedAt)], await database.Get<KeepDraft>().OfAsync(official));
        Assert.Null(await database.Get<KeepDraft>().LatestAsync("items/PLAN/update", official));
        Assert.Null(await database.Get<KeepDraft>().ByIdAsync(id, "items/PLAN/update", official));
    }

    [Fact]
    public async Task Nobody_sees_changes_or_discards_the_draft_of_another()
    {
        await using var database = await Some.RegisterAsync();
        var (official, other) = (await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.RegisterKeeper));
        var mine = await KeepAsync(database, official, Guid.CreateVersion7(), 0, "mine");

        var theirs = await KeepAsync(database, other, mine.Id, mine.Version, "theirs");
        await database.Get<KeepDraft>().DiscardAsync(mine.Id, other);

        Assert.NotEqual(mine.Id, theirs.Id);
        Assert.Equal("mine", (await database.Get<KeepDraft>().LatestAsync(Form, official))!.Content);
        Assert.Equal("theirs", (await database.Get<KeepDraft>().LatestAsync(Form, other))!.Content);
        Assert.Null(await database.Get<KeepDraft>().ByIdAsync(mine.Id, Form, other));
        Assert.Equal([theirs.Id], (await database.Get<KeepDraft>().OfAsync(other)).Select(d => d.Id));
    }

    [Fact]
    public async Task Typed_in_two_tabs_both_stand()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var opened = await KeepAsync(database, official, Guid.CreateVersion7(), 0, "begun");

        await KeepAsync(database, official, opened.Id, opened.Version, "begun, here");
        var other = await KeepAsync(database, official, opened.Id, opened.Version, "begun, there");

        Assert.NotEqual(opened.Id, other.Id);
        Assert.Equal("begun, here", (await database.Get<KeepDraft>().ByIdAsync(opened.Id, Form, official))!.Content);
        Assert.Equal("begun, there", (await database.Get<KeepDraft>().ByIdAsync(other.Id, Form, official))!.Content);
    }

    [Fact]
    public async Task Typed_on_after_it_was_discarded_elsewhere_it_stands_anew()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var opened = await KeepAsync(database, official, Guid.CreateVersion7(), 0, "begun");
        await database.Get<KeepDraft>().DiscardAsync(opened.Id, official);

        var later = await KeepAsync(database, official, opened.Id, opened.Version, "begun, and more");

        Assert.NotEqual(opened.Id, later.Id);
        Assert.Equal([later.Id], (await database.Get<KeepDraft>().OfAsync(official)).Select(d => d.Id));
    }

    [Fact]
    public async Task A_draft_ends_when_it_is_recorded_and_what_is_typed_on_elsewhere_is_another()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var draft = await KeepAsync(database, official, Guid.CreateVersion7(), 0, "{}");

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Sent."), official, submission: draft.Id);

        Assert.Empty(await database.Get<KeepDraft>().OfAsync(official));
        foreach (var seen in new[] { draft.Version, 0 })
        {
            Assert.NotEqual(draft.Id, (await KeepAsync(database, official, draft.Id, seen, "typed on")).Id);
        }
    }

    [Fact]
    public async Task A_draft_outlives_a_refusal_and_is_sent_under_the_same_id()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var draft = await KeepAsync(database, official, Guid.CreateVersion7(), 0, "{}");

        await Assert.ThrowsAsync<RefusedException>(() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today.AddDays(1), "Too early."), official, submission: draft.Id));
        Assert.Equal([draft.Id], (await database.Get<KeepDraft>().OfAsync(official)).Select(d => d.Id));

        Assert.Equal(2, await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Now."), official, submission: draft.Id));
        Assert.Empty(await database.Get<KeepDraft>().OfAsync(official));
    }

    public static TheoryData<string> Deeds => ["update", "revision", "item", "earlier opening", "withdrawal", "assessment", "ledger entry", "taking back", "meeting", "change of a meeting", "lead"];

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task What_is_sent_twice_is_recorded_once_and_answered_the_same(string deed)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        await database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Domain.Items.Form.None, Some.Opening("A fund", Stage.Agreed), keeper);
        await database.Get<AddItem>().ExecuteAsync("DIALOGUE", Kind.Mechanism, Domain.Items.Form.None, Some.Opening("A dialogue", Stage.Active), keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Some.Day, "A note."), keeper);
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", new(LedgerEntryType.Receipt, Some.Day, new(500, "USD"), "Republic of Korea", "STATEMENT", null), keeper);
        var held = new MeetingReport { Number = 1, On = Some.Day, Status = MeetingStatus.Held, Host = "Bali" };
        var meeting = await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", held, keeper);
        var id = Guid.CreateVersion7();
        Func<Task<object>> send = deed switch
        {
            "update" => async () => await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Some.Day, "Another."), keeper, 2, id),
            "revision" => async () => await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new() { On = Some.Day, Title = "The centre" }, keeper, 2, id),
            "item" => async () => await database.Get<AddItem>().ExecuteAsync("NEW", Kind.Centre, Domain.Items.Form.Centre, Some.Opening("A new one", Stage.Proposed), keeper, id),
            "earlier opening" => async () => await database.Get<AddItem>().EarlierAsync("CENTRE", Some.Opening("Before", Stage.Proposed) with { Update = new() { On = Some.Day.AddDays(-9), Stage = Stage.Proposed } }, keeper, 2, id),
            "withdrawal" => async () => await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 2, "A slip.", keeper, 2, id),
            "assessment" => async () => await database.Get<AssessEntry>().ExecuteAsync("CENTRE", 1, Verdict.Confirmed, null, manager, 2, id),
            "ledger entry" => async () => await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", new(LedgerEntryType.Receipt, Some.Day, new(900, "USD"), "Republic of Korea", "STATEMENT", null), keeper, 1, id),
            "taking back" => async () => await database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day, "A slip.", keeper, 1, id),
            "meeting" => async () => await database.Get<RecordMeeting>().ExecuteAsync("DIALOGUE", held with { Number = 2, On = Some.Day.AddDays(3) }, keeper, id),
            "change of a meeting" => async () => await database.Get<RecordMeeting>().ChangeAsync("DIALOGUE", meeting, held with { Host = "Busan" }, keeper, 1, id),
            _ => async () => await database.Get<ReviseItem>().NameLeadAsync(["CENTRE", "PLAN"], "ASEAN", false, Some.Day, null, keeper, id),
        };

        var first = await send();
        var after = await StoredAsync(database);
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = await Task.WhenAll(send(), send());

        Assert.Equal([first, first], again);
        Assert.Equal(after, await StoredAsync(database));
    }

    [Fact]
    public async Task Sent_at_once_from_two_connections_it_is_recorded_once()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var before = await StoredAsync(database);
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Once."), official, 1, id))));

        Assert.Equal([2], answers.Distinct());
        Assert.Equal(before.Entries + 1, (await StoredAsync(database)).Entries);
    }

    [Fact]
    public async Task The_id_of_anothers_submission_is_refused()
    {
        await using var database = await Some.RegisterAsync();
        var (official, other) = (await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.RegisterKeeper));
        var id = Guid.CreateVersion7();
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Mine."), official, submission: id);

        Assert.Equal("submission.other", await RuleAsync(() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Theirs."), other, submission: id)));
    }

    [Fact]
    public async Task A_draft_has_a_longest_content_and_a_person_a_highest_number_of_drafts()
    {
        await using var database = await Some.RegisterAsync();
        var (official, other) = (await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.Official, "ASEAN"));
        var longest = await KeepAsync(database, official, Guid.CreateVersion7(), 0, new string('x', KeepDraft.LongestContent));

        Assert.Equal("draft.length", await RuleAsync(() => KeepAsync(database, official, longest.Id, 1, new string('x', KeepDraft.LongestContent + 1))));
        for (var n = 1; n < KeepDraft.MostOfOnePerson; n++)
        {
            await KeepAsync(database, official, Guid.CreateVersion7(), 0, "{}", $"items/{n}/update");
        }

        Assert.Equal("draft.most", await RuleAsync(() => KeepAsync(database, official, Guid.CreateVersion7(), 0, "{}")));
        Assert.Equal(2, (await KeepAsync(database, official, longest.Id, 1, "shorter")).Version);
        Assert.Equal(1, (await KeepAsync(database, other, Guid.CreateVersion7(), 0, "{}")).Version);
    }

    [Fact]
    public async Task A_closed_account_keeps_no_draft()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        await using (var db = database.Context())
        {
            await db.Users.Where(p => p.Id == official).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, database.Get<Calendar>().UtcNow));
        }

        Assert.Equal("permission.account", await RuleAsync(() => KeepAsync(database, official, Guid.CreateVersion7(), 0, "{}")));
    }

    private static async Task<(int Entries, int Ledger, int Meetings, int Items, int Submissions)> StoredAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return (await db.Entries.CountAsync(), await db.LedgerEntries.CountAsync(), await db.Meetings.CountAsync(), await db.Items.CountAsync(), await db.Submissions.CountAsync());
    }
}
