using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>What a first visit costs on a slow line.</summary>
public sealed class FirstVisit(Browser browser) : IDisposable
{
    private const int MostBytes = 250_000;

    // Otherwise a build, unlike what is published, reads each file anew and sends it as large as it is.
    private readonly RunningTracker _tracker = new(("ReloadStaticAssetsAtRuntime", "false"));

    [Theory]
    [InlineData("/")]
    [InlineData("/items")]
    [InlineData("/items/FINANCIAL-CENTRE")]
    public async Task A_first_visit_transfers_at_most_250_kilobytes(string address)
    {
        var page = await browser.VisitAsync(_tracker);
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        Dictionary<string, string> addresses = [];
        List<(string Address, double Bytes)> received = [];
        network.Event("Network.responseReceived").OnEvent += (_, e) =>
            addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("response").GetProperty("url").GetString()!;
        network.Event("Network.loadingFinished").OnEvent += (_, e) =>
            received.Add((addresses.GetValueOrDefault(e!.Value.GetProperty("requestId").GetString()!, "?"), e.Value.GetProperty("encodedDataLength").GetDouble()));

        await page.OpenAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var all = string.Join('\n', received.OrderByDescending(r => r.Bytes).Select(r => $"{r.Bytes,8} {r.Address}"));
        Assert.True(received.Exists(r => r.Address.EndsWith(".woff2", StringComparison.Ordinal)) && received.Exists(r => r.Address.Contains("MudBlazor.min.css")), all);
        Assert.True(received.Sum(r => r.Bytes) <= MostBytes, $"{received.Sum(r => r.Bytes)} bytes:\n{all}");
    }

    public void Dispose() => _tracker.Dispose();
}
