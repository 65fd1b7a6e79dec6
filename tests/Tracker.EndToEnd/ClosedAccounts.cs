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
        await Expect(SignIn(page)).ToHaveCountAsync(0);
        var title = await page.Heading().InnerTextAsync();
        await others.OpenAsync("/admin/state");
        await Expect(InIt(others)).ToBeVisibleAsync();
        await others.EvaluateAsync("window.isStillOpen = true");

        await _tracker.Get<DisablePerson>().ExecuteAsync(keeper, administrator);

        // Sooner than storage would be asked again; what anybody may read stays.
        await Expect(SignIn(page)).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Expect(page.Heading()).ToHaveTextAsync(title);
        await Expect(page.Content().GetByRole(AriaRole.Link, new() { Name = "Record update" })).ToHaveCountAsync(0);

        // A page that ends is loaded anew, and would look as before to whom its account is open: this one goes on where it is.
        await others.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).First.ClickAsync();
        await Expect(others.Heading()).ToHaveTextAsync("People");
        await Expect(others.GetByRole(AriaRole.Button, new() { Name = "Admin, Administrator" })).ToBeVisibleAsync();
        await Expect(others.Content().GetByRole(AriaRole.Link, new() { Name = "Keeper" })).ToBeVisibleAsync();
        await Expect(SignIn(others)).ToHaveCountAsync(0);
        Assert.True(await others.EvaluateAsync<bool>("window.isStillOpen === true"));
    }

    private static ILocator SignIn(IPage page) => page.GetByRole(AriaRole.Link, new() { Name = "Sign in" });

    /// <summary>What only an administrator sees of the state of the installation.</summary>
    private static ILocator InIt(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "What is in it" });

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
