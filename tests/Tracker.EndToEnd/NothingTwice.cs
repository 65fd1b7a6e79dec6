using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>
/// A first visit asks storage once: what the prerendering loaded, the circuit shows, and asks nothing
/// of the register again.
/// </summary>
public sealed class NothingTwice(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    /// <summary>Asked with every request of somebody signed in, those that open the circuit too, and of pages still open from before: whether the sign-in holds.</summary>
    private static readonly string[] OfTheSignIn = ["SELECT \"a\".\"SecurityStamp\"", "SELECT EXISTS (\n    SELECT 1\n    FROM \"AspNetUsers\""];

    public static TheoryData<string, string> Pages
    {
        get
        {
            TheoryData<string, string> pages = [];
            string[] nobodys =
            [
                "/", "/items", "/items?nature=Continuing", "/items/FINANCIAL-CENTRE", "/my", "/plans", "/plans/POA-2021-2025", "/targets", "/centres",
                "/search?q=centre", "/documents", "/documents/CS-21", "/documents/compare?left=CS-21&right=ASEAN-JCC7", "/bodies", "/bodies/ROK", "/funds", "/funds/AKCF", "/mechanisms", "/mechanisms/JCC", "/timeline",
            ];
            string[] keepers = ["/", "/my", "/items", "/items/new", "/items/leads", "/items/FINANCIAL-CENTRE", "/items/FINANCIAL-CENTRE/update", "/items/FINANCIAL-CENTRE/edit", "/funds/AKCF", "/funds/AKCF/entry", "/funds/AKCF/take-back/2", "/mechanisms/JCC", "/mechanisms/JCC/meeting"];
            foreach (var address in nobodys)
            {
                pages.Add("", address);
            }

            foreach (var address in keepers)
            {
                pages.Add("Demo register keeper", address);
            }

            pages.Add("Demo official, ROK", "/my");
            pages.Add("Demo administrator", "/admin");
            pages.Add("Demo administrator", "/admin/state");
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_circuit_of_a_first_visit_asks_the_register_nothing(string who, string address)
    {
        using var commands = new Commands();
        var page = who.Length > 0 ? await browser.VisitAsync(tracker, who) : await browser.VisitAsync(tracker.Tracker);

        // The circuit waits at the door until the prerendered page is there whole.
        var door = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await door.Task;
            await route.ContinueAsync();
        });
        commands.Forget();
        var response = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await response!.FinishedAsync();
        var prerendered = commands.Forget();
        var batches = 0;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, _) => Interlocked.Increment(ref batches);
        door.SetResult();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(300);
        var circuits = commands.Forget();

        Assert.True(batches > 1, "No circuit was opened.");
        Assert.True(prerendered.Count > 0 || address == "/my", "The prerendering asked nothing, so nothing was watched.");
        Assert.DoesNotContain(circuits, c => !OfTheSignIn.Any(part => c.StartsWith(part, StringComparison.Ordinal)));
    }

    /// <summary>The commands that storage is given in this process.</summary>
    private sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _watches = [];
        private readonly List<string> _seen = [];

        public Commands() => _watches.Add(DiagnosticListener.AllListeners.Subscribe(this));

        /// <summary>Those since the last time.</summary>
        public List<string> Forget()
        {
            lock (_seen)
            {
                List<string> seen = [.. _seen];
                _seen.Clear();
                return seen;
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _watches.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command.CommandText: var text })
            {
                lock (_seen)
                {
                    _seen.Add(text);
                }
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _watches.ForEach(w => w.Dispose());
    }
}
