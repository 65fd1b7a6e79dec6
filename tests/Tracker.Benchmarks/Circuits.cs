using System.Globalization;
using Microsoft.Playwright;

namespace Tracker.Benchmarks;

/// <summary>The managed memory that an open page costs the server: fifty of them in a real browser, and none.</summary>
internal static class Circuits
{
    private const int Pages = 50;
    private const int Together = 5;

    public static async Task MeasureAsync(MeasuredTracker tracker, int size)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Console.WriteLine();
        Console.WriteLine($"### {Pages} open pages at {size:N0} items");
        Console.WriteLine();
        Console.WriteLine("| page | managed heap per open page, MB |");
        Console.WriteLine("|---|---:|");
        foreach (var (name, address) in new[] { ("register", "/items"), ("item", "/items/ITEM-500"), ("overview", "/") })
        {
            await OpenAsync(browser, tracker, address, Together); // What is made once is not counted.
            var before = await HeapAsync();
            await using var context = await OpenAsync(browser, tracker, address, Pages);
            var heap = (await HeapAsync() - before) / (double)Pages / 1_000_000;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {heap:0.00} |"));
        }
    }

    private static async Task<IBrowserContext> OpenAsync(IBrowser browser, MeasuredTracker tracker, string address, int pages)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = tracker.Address.ToString() });
        for (var opened = 0; opened < pages; opened += Together)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Together, pages - opened)).Select(async _ =>
            {
                var page = await context.NewPageAsync();
                await page.GotoAsync(address);
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            }));
        }

        return context;
    }

    private static async Task<long> HeapAsync()
    {
        // What was handed from the prerendering to the page is let go after twenty seconds.
        await Task.Delay(TimeSpan.FromSeconds(25));
        for (var n = 0; n < 3; n++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
