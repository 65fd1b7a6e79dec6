using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.EndToEnd;

/// <summary>A page says where it is: in the breadcrumb, in the title of its tab, in its address.</summary>
public sealed class FindingTheWay(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    [Theory]
    [InlineData("/items/FINANCIAL-CENTRE", "Register › FINANCIAL-CENTRE", "FINANCIAL-CENTRE · Tracker")]
    [InlineData("/items/FINANCIAL-CENTRE/update", "Register › FINANCIAL-CENTRE › Update", "Update of FINANCIAL-CENTRE · Tracker")]
    [InlineData("/items/AKIIC/edit", "Register › AKIIC › Edit", "Edit of AKIIC · Tracker")]
    [InlineData("/items/AKIIC/edit?earlier=true", "Register › AKIIC › Earlier opening", "Earlier opening of AKIIC · Tracker")]
    [InlineData("/items/new", "Register › Add an item", "Add an item · Tracker")]
    [InlineData("/items/leads", "Register › Name a lead", "Name a lead · Tracker")]
    [InlineData("/items?nature=Proposal", "Register › Proposals", "Proposals · Tracker")]
    [InlineData("/plans/POA-2021-2025", "Plans › POA-2021-2025", "POA-2021-2025 · Tracker")]
    [InlineData("/documents/CS-21", "Documents › CS-21", "CS-21 · Tracker")]
    [InlineData("/documents/compare", "Documents › Side by side", "Two documents · Tracker")]
    [InlineData("/bodies/ROK", "Bodies › ROK", "Republic of Korea · Tracker")]
    [InlineData("/funds/AKCF", "Funds › AKCF", "Money of AKCF · Tracker")]
    [InlineData("/funds/AKCF/entry", "Funds › AKCF › Entry", "Enter money of AKCF · Tracker")]
    [InlineData("/mechanisms/JCC", "Mechanisms › JCC", "JCC · Tracker")]
    [InlineData("/mechanisms/JCC/meeting", "Mechanisms › JCC › Meeting", "Meeting of JCC · Tracker")]
    public async Task A_page_under_another_says_so(string address, string trail, string title)
    {
        var page = await browser.VisitAsync(tracker, "Demo register keeper");
        await page.OpenAsync(address);

        var crumbs = page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumb" });
        Assert.Equal(trail, string.Join(" › ", await crumbs.GetByRole(AriaRole.Listitem).AllInnerTextsAsync()));
        await Expect(crumbs.Locator("[aria-current=page]")).ToHaveCountAsync(1);
        await Expect(page).ToHaveTitleAsync(title);
    }

    [Fact]
    public async Task The_way_up_keeps_the_day_shown()
    {
        var page = await browser.VisitAsync(tracker.Tracker);
        await page.OpenAsync("/plans/POA-2021-2025?asOf=2022-06-30");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumb" }).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/plans\?asOf=2022-06-30$"));
    }

    [Fact]
    public async Task A_link_followed_while_the_page_still_starts_leads_where_it_says()
    {
        var page = await browser.VisitAsync(tracker, "Demo manager, ROK");
        var starting = new TaskCompletionSource();
        await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(sent =>
            {
                Pass(server, sent);
                if (Encoding.UTF8.GetString(sent.Binary ?? []).Contains("StartCircuit"))
                {
                    starting.TrySetResult();
                }
            });
            server.OnMessage(async answered =>
            {
                await Task.Delay(300);
                Pass(socket, answered);
            });
        });
        await page.GotoAsync("/");
        await starting.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await page.GetByRole(AriaRole.Link, new() { Name = "Changes", Exact = true }).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/changes$"));
        await page.AliveAsync();
        await Expect(page.Heading()).ToHaveTextAsync("What changed");
        await Expect(page.Locator("#from-day")).ToBeVisibleAsync();
    }

    private static void Pass(IWebSocketRoute to, IWebSocketFrame message)
    {
        if (message.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(message.Text ?? "");
        }
    }
}
