using Microsoft.Playwright;
using Tracker.Application.People;
using Tracker.Domain;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

public sealed class ClosedAccounts(Browser browser) : IDisposable
{
    private const string Password = "four plain words here";
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task Closing_an_account_ends_its_open_page_at_once_and_no_other()
    {
        var administrator = await OpenAsync((await _tracker.Get<FirstAdministrator>().NewLinkAsync())!, "Admin", "admin@example.org");
        var keeper = await OpenAsync(await _tracker.Get<InvitePerson>().ExecuteAsync(new("keeper@example.org", Role.RegisterKeeper, []), administrator), "Keeper", "keeper@example.org");
        var page = await SignedInAsync("keeper@example.org");
        var others = await SignedInAsync("admin@example.org");
        await page.OpenAsync("/items/AKIIC");
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Record update" })).ToBeVisibleAsync();
        await others.OpenAsync("/admin/state");

        await _tracker.Get<DisablePerson>().ExecuteAsync(keeper, administrator);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Record update" })).ToHaveCountAsync(0);
        await Expect(others.Heading()).ToHaveTextAsync("State of the installation");
        await Expect(others.GetByRole(AriaRole.Button, new() { Name = "Admin, Administrator" })).ToBeVisibleAsync();
    }

    private Task<Guid> OpenAsync(string token, string name, string email) =>
        _tracker.Get<AcceptInvitation>().ExecuteAsync(token, new(name, email, Password));

    private async Task<IPage> SignedInAsync(string email)
    {
        var page = await browser.VisitAsync(_tracker);
        await page.OpenAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/"));
        return page;
    }

    public void Dispose() => _tracker.Dispose();
}
