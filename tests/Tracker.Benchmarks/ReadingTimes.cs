using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Benchmarks;

/// <summary>What it costs to read a long communiqué and to match what it proposes with registers of some sizes; no database.</summary>
internal static class ReadingTimes
{
    private const int Characters = 130_000;

    private static readonly string[] _topics = ["ports", "fisheries", "tidal energy", "flood protection", "vocational training", "mountain rescue", "digital trade", "glacier science", "reef conservation", "ferry safety"];

    public static void Measure(IEnumerable<int> sizes)
    {
        var text = Communique();
        List<string> paragraphs = [];
        IReadOnlyList<Proposal> proposals = [];
        Print("paragraphs", text.Length, () => paragraphs = [.. TextReading.Read(text).Where(p => p.Kind == PartKind.Paragraph).Select(p => p.Words)]);
        Print("proposals", text.Length, () => proposals = ProposalReading.Read(paragraphs, new(2026, 3, 20)));
        Console.WriteLine($"  {paragraphs.Count} paragraphs, {proposals.Count} proposals");
        foreach (var size in sizes)
        {
            var items = Enumerable.Range(0, size).Select(n => new KnownItem($"ITEM-{n}", $"{Capital(_topics[n % 10])} {(n % 2 == 0 ? "Programme" : "cooperation")} of region {n / 10}", n % 3 == 0 ? $"RP{n}" : null, [], n % 2 == 0 ? Kind.Project : Kind.Commitment, null)).ToList();
            Print($"matching with {size} items", text.Length, () =>
            {
                var matching = new Matching(items);
                foreach (var proposal in proposals)
                {
                    matching.Of(proposal);
                }
            });
        }
    }

    /// <summary>The second time counts: the first one makes ready what is made once.</summary>
    private static void Print(string what, int length, Action act)
    {
        act();
        var (cpu, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(true));
        act();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds:N0} ms CPU, {(GC.GetTotalAllocatedBytes(true) - allocated) / 1_000_000.0:N0} MB allocated, {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most, {length:N0} characters"));
    }

    private static string Communique()
    {
        StringBuilder text = new();
        for (var n = 1; text.Length < Characters; n++)
        {
            var (topic, other) = (_topics[n % 10], _topics[(n + 3) % 10]);
            text.Append(CultureInfo.InvariantCulture, $"{n}. We welcomed the adoption of the League-Tarn {Capital(topic)} Work Plan ({2020 + (n % 6)}-{2025 + (n % 6)}) and looked forward to the establishment of the League-Tarn Centre for {Capital(other)} (CT{n}) by the end of 2027. ");
            text.Append(CultureInfo.InvariantCulture, $"We agreed to strengthen cooperation on {topic}, {other} and small islands, including through the training of officers in region {n}. League Leaders appreciated the contribution of TRN {n} million to the Tides Fund and noted that trade reached USD {n}.5 billion. ");
            text.Append(CultureInfo.InvariantCulture, $"We called on the Ministers of {Capital(topic)} to complete the feasibility study on a shared register of {other}.\n\n");
        }

        return text.ToString();
    }

    private static string Capital(string words) => string.Join(' ', words.Split(' ').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
