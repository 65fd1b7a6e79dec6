using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Domain;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>What is typed comes back, whatever happened meanwhile, until it is sent or discarded.</summary>
public sealed class DraftsJourney(Browser browser) : IDisposable
{
    private const string Keeper = "Demo register keeper";
    private const string Typed = "Words that must not be lost.";

    private readonly RunningTracker _tracker = new();

    /// <summary>The limit is ten times the two seconds that a draft may be behind.</summary>
    private static Task SavedAsync(IPage page) =>
        Expect(page.Locator("form[data-kept] .saved")).ToHaveTextAsync(new Regex(@"^Draft saved \d\d:\d\d$"), new() { Timeout = 20_000 });

    private static async Task TypeAsync(IPage page, string label)
    {
        var field = page.GetByLabel(label, new() { Exact = true }).First;
        await field.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(Typed);
        await SavedAsync(page);
    }

    private static async Task IsBackAsync(IPage page, string label)
    {
        await Expect(page.GetByLabel(label, new() { Exact = true }).First).ToHaveValueAsync(Typed);
        await Expect(page.Locator(".draft-back")).ToContainTextAsync("Your draft is back");
    }

    private async Task<IPage> AtAsync(string address, string person = Keeper)
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync(person);
        await page.OpenAsync(address);
        return page;
    }

    public static TheoryData<string, string> Forms => new()
    {
        { "/items/AKIIC/update", "Note" },
        { "/items/new", "Summary" },
        { "/items/new?document=CS-21&paragraph=19", "Summary" },
        { "/items/AKIIC/edit", "Summary" },
        { "/items/AKIIC/edit?earlier=true", "Summary" },
        { "/funds/AKCF/entry", "Note (if any)" },
        { "/mechanisms/DIALOGUE/meeting", "Host (if known)" },
        { "/items/AKIIC?withdraw=1", "Why it is withdrawn" },
        { "/items/leads?q=AKIIC", "Note" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task It_is_saved_while_the_cursor_is_still_in_the_field_and_is_there_after_a_reload(string address, string label)
    {
        var page = await AtAsync(address);
        await Expect(page.Locator("form[data-kept] .saved")).ToHaveTextAsync("");

        await TypeAsync(page, label);
        await page.ReloadAsync();

        await IsBackAsync(page, label);
    }

    [Fact]
    public async Task A_form_that_is_only_opened_or_emptied_again_leaves_no_draft()
    {
        var page = await AtAsync("/items/AKIIC/update");
        await TypeAsync(page, "Note");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("");
        await Expect(page.Locator("form[data-kept] .saved")).ToHaveTextAsync("", new() { Timeout = 20_000 });
        await page.OpenAsync("/items/AKIIC/edit");
        await page.GetByLabel("Summary").ClickAsync();
        await page.WaitForTimeoutAsync(1_000);

        await page.OpenAsync("/my");

        await Expect(page.Heading()).ToHaveTextAsync("My updates");
        await Expect(page.Locator(".drafts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_comes_back_on_another_device_and_to_nobody_else()
    {
        const string Address = "/items/EWG-CYBER-COCHAIR/update";
        var page = await AtAsync(Address);
        await TypeAsync(page, "Note");

        await IsBackAsync(await AtAsync(Address), "Note");
        var other = await AtAsync(Address, "Demo official, ROK");
        await Expect(other.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("");
        await Expect(other.Locator(".draft-back")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_is_there_after_the_server_was_killed_and_started_again()
    {
        await using var served = new ServedTracker();
        await served.StartAsync();
        var page = await browser.VisitAsync(served.Address);
        await page.SignInAsync(Keeper);
        await page.OpenAsync("/items/AKIIC/update");
        await TypeAsync(page, "Note");

        await served.KillAsync();
        await served.StartAsync();
        await page.OpenAsync("/items/AKIIC/update");

        await IsBackAsync(page, "Note");
    }

    [Fact]
    public async Task A_page_left_within_the_second_is_saved_too()
    {
        var page = await AtAsync("/items/AKIIC/update");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync(Typed);

        await page.GetByRole(AriaRole.Link, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Expect(page.Locator("#history")).ToBeVisibleAsync();
        await page.GoBackAsync();

        await IsBackAsync(page, "Note");
    }

    [Fact]
    public async Task It_ends_when_it_is_sent()
    {
        var page = await AtAsync("/items/AKIIC/update");
        await TypeAsync(page, "Note");

        await page.GetByRole(AriaRole.Button, new() { Name = "Record update" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/items/AKIIC$"));
        await page.OpenAsync("/items/AKIIC/update");

        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("");
        await Expect(page.Locator(".draft-back")).ToHaveCountAsync(0);
        Assert.Equal(Typed, (await _tracker.Get<ItemQuery>().AsOfAsync("AKIIC", _tracker.Get<Calendar>().Today))!.Item.Entries[^1].Update!.Note);
    }

    [Fact]
    public async Task Drafts_are_listed_under_my_updates_opened_from_there_and_discarded()
    {
        var page = await AtAsync("/items/AKIIC/update");
        await TypeAsync(page, "Note");
        await page.OpenAsync("/funds/AKCF/entry");
        await TypeAsync(page, "Note (if any)");

        await page.OpenAsync("/my");
        await Expect(page.Locator(".drafts li")).ToHaveCountAsync(2);
        Assert.Empty(await page.SeriousFindingsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard Money of AKCF" }).ClickAsync();
        await Expect(page.Locator(".drafts li")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Update of AKIIC" }).ClickAsync();
        await IsBackAsync(page, "Note");

        await page.GetByRole(AriaRole.Button, new() { Name = "discard it and begin anew" }).ClickAsync();
        await Expect(page.GetByLabel("Note", new() { Exact = true })).ToHaveValueAsync("");
        await page.OpenAsync("/my");
        await Expect(page.Heading()).ToHaveTextAsync("My updates");
        await Expect(page.Locator(".drafts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reason_is_opened_from_the_list_of_drafts_sent_and_gone()
    {
        const string Code = "EWG-CYBER-COCHAIR";
        var updated = await UpdateAsync(Code);
        var page = await AtAsync($"/items/{Code}?withdraw={updated}");
        await TypeAsync(page, "Why it is withdrawn");

        await page.OpenAsync("/my");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Withdrawing entry {updated} of {Code}" }).ClickAsync();
        await IsBackAsync(page, "Why it is withdrawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw this entry" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex($"/items/{Code}$"));
        await Expect(page.Locator($"#entry-{updated}")).ToContainTextAsync(Typed);
        await page.OpenAsync("/my");
        await Expect(page.Heading()).ToHaveTextAsync("My updates");
        await Expect(page.Locator(".drafts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reason_about_an_entry_that_somebody_else_withdrew_meanwhile_is_still_shown()
    {
        const string Code = "EWG-CYBER-COCHAIR";
        var updated = await UpdateAsync(Code);
        var page = await AtAsync($"/items/{Code}?withdraw={updated}");
        await TypeAsync(page, "Why it is withdrawn");
        await _tracker.Get<VoidEntry>().ExecuteAsync(Code, updated, "Somebody else was faster.", await KeeperAsync());

        await IsShownAsync();
        await page.ReloadAsync();
        await IsShownAsync();

        async Task IsShownAsync()
        {
            await Expect(page.Content()).ToContainTextAsync($"Entry {updated} can’t be withdrawn by you any more. What you typed was: “{Typed}”", new() { Timeout = 20_000 });
            await Expect(page.Locator("form[data-kept]")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task What_was_chosen_for_a_lead_comes_back_with_its_list()
    {
        var page = await AtAsync("/items/leads?figure=no-lead");
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await page.GetByLabel("Body").SelectOptionAsync(new SelectOptionValue { Label = "Republic of Korea" });
        await SavedAsync(page);

        await page.OpenAsync("/my");
        await page.GetByRole(AriaRole.Link, new() { Name = "Naming a lead" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Checkbox).Nth(1)).ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox).Nth(0)).Not.ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Name the lead of 1 item" })).ToBeEnabledAsync();
        await page.OpenAsync("/items/leads?q=AKIIC");
        await Expect(page.Locator(".draft-back")).ToHaveCountAsync(0);
    }

    private async Task<Guid> KeeperAsync() => (await _tracker.Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.RegisterKeeper))).Id;

    private async Task<int> UpdateAsync(string code) =>
        await _tracker.Get<RecordUpdate>().ExecuteAsync(code, new() { On = _tracker.Get<Calendar>().Today, Note = "Reported." }, await KeeperAsync());

    [Fact]
    public async Task Typed_in_two_tabs_both_drafts_stand()
    {
        var here = await AtAsync("/items/AKIIC/update");
        var there = await AtAsync("/items/AKIIC/update");
        await TypeAsync(here, "Note");
        await TypeAsync(there, "Next step");

        await there.OpenAsync("/my");

        await Expect(there.Locator(".drafts li")).ToHaveCountAsync(2);
    }

    public void Dispose() => _tracker.Dispose();
}
