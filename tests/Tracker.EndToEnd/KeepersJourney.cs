using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class KeepersJourney(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task A_register_keeper_adds_an_item_from_a_paragraph_after_every_reason_was_shown_at_once()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/new?document=CS-21&paragraph=19");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Exchange of forest rangers");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("not a code!");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add the item" }).ClickAsync();

        var summary = page.Locator(".refusals");
        foreach (var rule in new[] { "form.kind", "code.form", "form.nature", "form.pillar", "form.area", "mention.speaker" })
        {
            await Expect(summary.Locator($"[data-rule='{rule}']")).ToHaveCountAsync(1);
        }

        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Exchange of forest rangers");
        await Expect(page.GetByLabel("Code", new() { Exact = true })).ToHaveValueAsync("not a code!");

        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("ranger-exchange");
        await page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Project" });
        await page.GetByLabel("Stage on that day").SelectOptionAsync(new SelectOptionValue { Label = "Approved" });
        await page.GetByLabel("Approved by (if known)").FillAsync("Joint Cooperation Committee");
        await page.Choice("Deliverable").CheckAsync();
        await page.GetByLabel("Pillar", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Socio-cultural" });
        await page.GetByLabel("Area", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Forestry" });
        await page.GetByLabel("Who speaks").FillAsync("We");
        await page.GetByLabel("Verb").FillAsync("looked forward to");
        await page.GetByLabel("Strength").SelectOptionAsync(new SelectOptionValue { Label = "Supported" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a body" }).ClickAsync();
        await page.GetByLabel("Body", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Republic of Korea" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a relation" }).ClickAsync();
        await page.GetByLabel("This item").SelectOptionAsync(new SelectOptionValue { Label = "carried out by" });
        await page.GetByLabel("Code of the other, or words of its title").FillAsync("AKCF");
        await Expect(page.GetByText("ASEAN-Korea Cooperation Fund", new() { Exact = true }).Last).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the item" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items/RANGER-EXCHANGE$"));
        await Expect(page.Heading()).ToContainTextAsync("Exchange of forest rangers");
        await Expect(page.Content()).ToContainTextAsync("First recorded at “Approved”");
        await Expect(page.Content()).ToContainTextAsync("paragraph 19");
        var view = (await _tracker.Get<ItemQuery>().AsOfAsync("RANGER-EXCHANGE", new DateOnly(2020, 11, 12)))!;
        Assert.Equal(Stage.Approved, view.State.Stage);
        Assert.Contains(view.State.Profile.Bodies, b => b is { Body: "ROK", Role: BodyRole.Lead });
    }

    [Fact]
    public async Task A_register_keeper_who_changes_nothing_is_told_so()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/AKCF/edit");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save the changes" }).ClickAsync();

        await Expect(page.Locator(".refusals [data-rule='revision.empty']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_earlier_document_opens_the_item_earlier()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/ASEAN-KOREA-GARDEN/edit");
        await page.GetByRole(AriaRole.Link, new() { Name = "An earlier document names it" }).ClickAsync();
        await Expect(page.Heading()).ToContainTextAsync("earlier opening");

        await page.GetByLabel("Document", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByLabel("Who speaks").FillAsync("The ROK");
        await page.GetByLabel("Verb").FillAsync("proposed");
        await page.GetByLabel("On which day").FillAsync("2019-05-01");
        await page.GetByLabel("Stage on that day").SelectOptionAsync(new SelectOptionValue { Label = "Proposed" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the earlier opening" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items/ASEAN-KOREA-GARDEN$"));
        Assert.Equal(new DateOnly(2019, 5, 1), (await _tracker.Get<ItemQuery>().AsOfAsync("ASEAN-KOREA-GARDEN", new DateOnly(2019, 6, 1)))!.State.OpenedOn);
    }

    [Fact]
    public async Task One_lead_is_named_for_many_items_at_once()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items?figure=no-lead");
        var without = await page.ListTotalAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Name a lead" }).ClickAsync();
        await Expect(page.Heading()).ToContainTextAsync("Name a lead");

        await page.GetByRole(AriaRole.Button, new() { Name = "Name the lead" }).ClickAsync();
        await Expect(page.Locator(".refusals li")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await page.GetByLabel("Body").SelectOptionAsync(new SelectOptionValue { Label = "Republic of Korea" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Name the lead of 2 items" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/items\\?figure=no-lead$"));
        await Expect(page.Content()).ToContainTextAsync($"{without - 2} items");
    }

    [Fact]
    public async Task An_item_whose_opening_is_withdrawn_says_so_at_its_address()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo register keeper");
        await page.OpenAsync("/items/SCHOLARSHIPS");

        await page.GetByRole(AriaRole.Link, new() { Name = "Withdraw entry 1" }).ClickAsync();
        await page.GetByLabel("Why it is withdrawn").FillAsync("It is part of another item.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw this entry" }).ClickAsync();

        await Expect(page.Content()).ToContainTextAsync("Demo register keeper withdrew it on");
        await Expect(page.Content()).ToContainTextAsync("It is part of another item.");
        Assert.Null(await _tracker.Get<ItemQuery>().AsOfAsync("SCHOLARSHIPS", new DateOnly(2020, 11, 12)));
    }

    [Fact]
    public async Task A_code_in_small_letters_leads_to_its_item()
    {
        var page = await browser.VisitAsync(_tracker);

        await page.OpenAsync("/items/akiic?asOf=2022-06-30");

        await Expect(page).ToHaveURLAsync(new Regex("/items/AKIIC\\?asOf=2022-06-30$"));
    }

    [Theory]
    [InlineData("/items/new", "Demo official, ROK")]
    [InlineData("/items/AKIIC/edit", "Demo manager")]
    [InlineData("/items/AKIIC/edit?earlier=true", "Demo administrator")]
    [InlineData("/items/leads", "Demo official, ASEAN")]
    public async Task Nobody_else_is_offered_the_forms_of_a_register_keeper(string address, string person)
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync(person);

        await page.OpenAsync(address);

        await Expect(page.Content()).ToContainTextAsync("register keepers");
        await Expect(page.Content().Locator("form")).ToHaveCountAsync(0);
    }

    public void Dispose() => _tracker.Dispose();
}
