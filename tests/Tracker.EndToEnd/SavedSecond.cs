using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>Two people change the same: whoever saves second sees both versions, keeps what they choose in one act, and loses nothing.</summary>
public sealed class SavedSecond(Browser browser) : IDisposable
{
    private const string First = "Amira Hassan";
    private const string Second = "Park Jiwon";

    private readonly RunningTracker _tracker = new();

    private DateOnly Yesterday => _tracker.Get<Calendar>().Today.AddDays(-1);

    private async Task<(IPage First, IPage Second)> BothAtAsync(string address)
    {
        await _tracker.InviteAsync((First, Role.RegisterKeeper), (Second, Role.RegisterKeeper));
        var (first, second) = (await browser.VisitAsync(_tracker), await browser.VisitAsync(_tracker));
        await first.SignInWithPasswordAsync(First);
        await second.SignInWithPasswordAsync(Second);
        await first.OpenAsync(address);
        await second.OpenAsync(address);
        return (first, second);
    }

    private static ILocator Row(IPage page, string field) =>
        page.Locator(".both-said tbody tr", new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = field, Exact = true }) });

    private async Task<ItemView> ItemAsync(string code) => (await _tracker.Get<ItemQuery>().AsOfAsync(code, _tracker.Get<Calendar>().Today))!;

    [Fact]
    public async Task Two_updates_of_one_item()
    {
        var (first, second) = await BothAtAsync("/items/AKIIC/update");
        await first.GetByLabel("Next step").FillAsync("The first next step.");
        await first.GetByLabel("Note", new() { Exact = true }).FillAsync("The first note.");
        await second.GetByLabel("Next step").FillAsync("The second next step.");
        await second.GetByLabel("Note", new() { Exact = true }).FillAsync("The second note.");
        await second.Choice("On track").CheckAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
        await Expect(first).ToHaveURLAsync(new Regex("/items/AKIIC$"));

        await second.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();

        await Expect(second.GetByRole(AriaRole.Alert).First).ToContainTextAsync($"{First} saved meanwhile");
        await Expect(Row(second, "Next step")).ToContainTextAsync("The first next step.");
        await Expect(Row(second, "Next step")).ToContainTextAsync("The second next step.");
        await Expect(Row(second, "Note")).ToContainTextAsync("The first note.");
        await Expect(Row(second, "Outlook")).ToContainTextAsync("On track");
        Assert.Empty(await second.SeriousFindingsAsync());
        await Row(second, "Next step").GetByLabel("Theirs, as saved").CheckAsync();
        await Expect(second.GetByLabel("Next step").First).ToHaveValueAsync("The second next step.");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save with these choices" }).ClickAsync();
        await Expect(second).ToHaveURLAsync(new Regex("/items/AKIIC$"));

        var view = await ItemAsync("AKIIC");
        Assert.Equal("The first next step.", view.State.NextStep);
        Assert.Equal(Outlook.OnTrack, view.Outlook);
        Assert.Equal([(First, "The first note."), (Second, "The second note.")], view.Item.Entries.TakeLast(2).Select(e => (e.ByName, e.Update!.Note!)));
        Assert.Null(view.Item.Entries[^1].Update!.NextStep);
    }

    [Fact]
    public async Task Two_edits_of_one_item()
    {
        var (first, second) = await BothAtAsync("/items/AKIIC/edit");
        await first.GetByLabel("Other names (if any)").FillAsync("Innovation centre");
        await first.GetByLabel("Summary").FillAsync("The first summary.");
        await second.GetByLabel("Summary").FillAsync("The second summary.");
        await second.GetByLabel("Title", new() { Exact = true }).FillAsync("Innovation centre for industry");
        await first.GetByRole(AriaRole.Button, new() { Name = "Save the changes" }).ClickAsync();
        await Expect(first).ToHaveURLAsync(new Regex("/items/AKIIC$"));

        await second.GetByRole(AriaRole.Button, new() { Name = "Save the changes" }).ClickAsync();

        await Expect(second.GetByRole(AriaRole.Alert).First).ToContainTextAsync($"{First} saved meanwhile");
        await Expect(Row(second, "Summary")).ToContainTextAsync("The first summary.");
        await Expect(Row(second, "Summary")).ToContainTextAsync("The second summary.");
        await Expect(Row(second, "Other names").GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);
        await Expect(second.GetByLabel("Summary").First).ToHaveValueAsync("The second summary.");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save with these choices" }).ClickAsync();
        await Expect(second).ToHaveURLAsync(new Regex("/items/AKIIC$"));

        var view = await ItemAsync("AKIIC");
        Assert.Equal(("Innovation centre for industry", "The second summary."), (view.State.Profile.Title, view.State.Profile.Summary));
        Assert.Equal(["Innovation centre"], view.State.Profile.OtherNames);
        Assert.Equal("The first summary.", view.Item.Entries[^2].Content.Revision!.Summary);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Two_entries_of_one_ledger(bool enterMineToo, int entries)
    {
        var (first, second) = await BothAtAsync("/funds/MARITIME-FUND/entry");
        foreach (var (keeper, who) in new[] { (first, "The first giver"), (second, "The second giver") })
        {
            await keeper.Choice("Money promised").CheckAsync();
            await keeper.GetByLabel("On which day").FillAsync("2022-06-30");
            await keeper.GetByLabel("Not stated in the source").CheckAsync();
            await keeper.GetByLabel("Who promised it").FillAsync(who);
        }

        await first.GetByRole(AriaRole.Button, new() { Name = "Enter it" }).ClickAsync();
        await Expect(first.Locator("#entry-1")).ToContainTextAsync("not stated");
        await second.GetByRole(AriaRole.Button, new() { Name = "Enter it" }).ClickAsync();

        await Expect(second.GetByRole(AriaRole.Alert).First).ToContainTextAsync($"{First} entered something meanwhile");
        await Expect(Row(second, $"1, by {First}")).ToContainTextAsync("The first giver");
        await Expect(Row(second, "Yours")).ToContainTextAsync("The second giver");
        Assert.Empty(await second.SeriousFindingsAsync());
        await second.GetByRole(AriaRole.Button, new() { Name = enterMineToo ? "Enter mine too" : "Discard", Exact = true }).ClickAsync();
        await (enterMineToo ? Expect(second.Locator("#entry-2")).ToBeFocusedAsync() : Expect(second.GetByLabel("On which day")).ToHaveValueAsync(""));

        var view = (await _tracker.Get<FundQuery>().AsOfAsync("MARITIME-FUND", _tracker.Get<Calendar>().Today))!;
        Assert.Equal(entries, view.Rows.Count);
    }

    [Fact]
    public async Task Two_changes_of_one_meeting()
    {
        var (first, second) = await BothAtAsync("/mechanisms/DIALOGUE/meeting");
        await second.Choice("Scheduled").CheckAsync();
        await second.GetByLabel("Day", new() { Exact = true }).FillAsync(AsOfDay.Write(Yesterday.AddDays(30)));
        await second.GetByRole(AriaRole.Button, new() { Name = "Record the meeting" }).ClickAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "Say what became of it" }).ClickAsync();
        await Expect(second.Heading()).ToHaveTextAsync("Change a meeting");
        await first.OpenAsync(new Uri(second.Url).PathAndQuery);
        await first.GetByLabel("Host (if known)").FillAsync("Bali");
        await first.GetByRole(AriaRole.Button, new() { Name = "Save the change" }).ClickAsync();
        await Expect(first).ToHaveURLAsync(new Regex("/mechanisms/DIALOGUE\\?meeting="));

        await second.Choice("Held").CheckAsync();
        await second.GetByLabel("Day", new() { Exact = true }).FillAsync(AsOfDay.Write(Yesterday));
        await second.Choice("None").CheckAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Save the change" }).ClickAsync();
        await Expect(second.Locator(".refusals [data-rule='meeting.rival']")).ToHaveCountAsync(1);
        await Expect(second.Locator(".state")).ToContainTextAsync("Bali");
        await Expect(second.GetByLabel("Host (if known)")).ToHaveValueAsync("Bali");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save again" }).ClickAsync();

        await Expect(second.Locator("li:focus")).ToContainTextAsync("Follow-ups: none.");
        var view = (await _tracker.Get<MechanismQuery>().AsOfAsync("DIALOGUE", Yesterday))!;
        Assert.Equal((Yesterday, MeetingStatus.Held, "Bali", 2), (view.LastHeld!.On, view.LastHeld.Status, view.LastHeld.Host, view.LastHeld.Changes.Count));
    }

    public void Dispose() => _tracker.Dispose();
}
