using System.Numerics;
using System.Runtime.InteropServices;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>
/// Counts items by facet, in one pass: an item that passes every filter is counted in each of its
/// values; one that fails a single facet is counted in that facet alone, so that its choices can be widened.
/// </summary>
internal sealed class FacetCounts(RegisterFilter filter, DateOnly day, ReportingRules rules)
{
    private readonly FigureDays _days = FigureDays.Of(day, rules);
    private readonly OneOf[] _facets =
    [
        OneOf.Choosing(filter.Natures), OneOf.Choosing(filter.Kinds), OneOf.Choosing(filter.Phases), OneOf.Choosing(filter.Pillars),
        OneOf.Choosing(filter.Stages), OneOf.Choosing(filter.Outlooks), OneOf.Choosing(filter.Schedules),
    ];

    private readonly int[] _strengths = new int[Enum.GetValues<Strength>().Length];
    private readonly int _chosenStrengths = filter.Strengths.Aggregate(0, (all, strength) => all | Span.FlagOf(strength));
    private readonly Dictionary<string, (bool IsChosen, int Count)> _leads = [];
    private readonly Dictionary<int, int> _silentSince = [];
    private readonly HashSet<DocumentPlace> _lastToName = [];

    /// <summary>The lead bodies of the items that the other facets leave, and those chosen.</summary>
    public IEnumerable<(string Code, int Count)> Bodies =>
        _leads
            .Where(l => l.Value.Count > 0)
            .SelectMany(l => CodesOf(l.Key).Select(code => (Code: code, l.Value.Count)))
            .Concat(filter.Bodies.Select(code => (Code: code, Count: 0)))
            .GroupBy(l => l.Code, l => l.Count)
            .Select(g => (g.Key, g.Sum()));

    public int Of(Nature value) => _facets[0].Counts[(int)value];

    public int Of(Kind value) => _facets[1].Counts[(int)value];

    public int Of(Phase value) => _facets[2].Counts[(int)value];

    public int Of(Pillar value) => _facets[3].Counts[(int)value];

    public int Of(Stage value) => _facets[4].Counts[(int)value];

    public int Of(Outlook value) => _facets[5].Counts[(int)value];

    public int Of(Schedule value) => _facets[6].Counts[(int)value];

    public int Of(Strength value) => _strengths[(int)value];

    /// <summary>The years since which series are silent about the items that the other facets leave.</summary>
    public IReadOnlyDictionary<int, int> SilentSince => _silentSince;

    /// <summary>The documents that were the last of their series to name what is left, where silence is asked for.</summary>
    public IReadOnlyCollection<DocumentPlace> LastToName => _lastToName;

    /// <param name="silentSince">The last document of each series that is silent about the item since.</param>
    /// <returns>Whether the item passes every filter.</returns>
    public bool Add(ref Facets item, ReadOnlySpan<DocumentPlace> silentSince = default)
    {
        if (filter.Figure?.Counts(ref item, _days) == false)
        {
            return false;
        }

        ReadOnlySpan<int> values =
        [
            (int)item.Nature, (int)item.Kind, (int?)item.Phase ?? OneOf.None, (int)item.Pillar,
            (int?)item.Stage ?? OneOf.None, (int)item.OutlookOn(day, rules), (int)item.ScheduleOn(day, rules),
        ];
        var failed = 0u;
        for (var n = 0; n < values.Length; n++)
        {
            failed |= _facets[n].Allows(values[n]) ? 0u : 1u << n;
        }

        const uint Silence = 1u << 29;
        const uint Strengths = 1u << 30;
        const uint Bodies = 1u << 31;
        ref var leads = ref LeadsOf(item.Leads);
        failed |= _chosenStrengths == 0 || (item.Strengths & _chosenStrengths) != 0 ? 0 : Strengths;
        failed |= leads.IsChosen ? 0 : Bodies;
        failed |= IsSilent(silentSince) ? 0 : Silence;
        if (BitOperations.PopCount(failed) > 1)
        {
            return false;
        }

        for (var n = 0; n < values.Length; n++)
        {
            if (values[n] != OneOf.None && (failed == 0 || failed == 1u << n))
            {
                _facets[n].Counts[values[n]]++;
            }
        }

        if (failed is 0 or Bodies)
        {
            leads.Count++;
        }

        for (var strength = 0; failed is 0 or Strengths && strength < _strengths.Length; strength++)
        {
            _strengths[strength] += (item.Strengths >> strength) & 1;
        }

        if (failed is 0 or Silence)
        {
            Count(silentSince);
        }

        return failed == 0;
    }

    private bool IsSilent(ReadOnlySpan<DocumentPlace> since)
    {
        if (filter.SilentSince.Count == 0)
        {
            return true;
        }

        foreach (var last in since)
        {
            if (filter.SilentSince.Any(asked => asked.Is(last)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An item of which two series are silent since one year is one of that year.</summary>
    private void Count(ReadOnlySpan<DocumentPlace> since)
    {
        for (var n = 0; n < since.Length; n++)
        {
            var last = since[n];
            if (filter.SilentSince.Any(asked => asked.Is(last)))
            {
                _lastToName.Add(last);
            }

            var year = last.DatedOn.Year;
            var isCounted = false;
            foreach (var earlier in since[..n])
            {
                isCounted |= earlier.DatedOn.Year == year;
            }

            if (!isCounted)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_silentSince, year, out _)++;
            }
        }
    }

    private ref (bool IsChosen, int Count) LeadsOf(string leads)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_leads, leads, out var exists);
        if (!exists)
        {
            found.IsChosen = filter.Bodies.Count == 0 || CodesOf(leads).Any(filter.Bodies.Contains);
        }

        return ref found;
    }

    private static string[] CodesOf(string leads) => leads.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A facet of which an item has one value, or none.</summary>
    private readonly record struct OneOf(ulong Chosen, int[] Counts)
    {
        public const int None = -1;

        public static OneOf Choosing<T>(IReadOnlyList<T> chosen)
            where T : struct, Enum =>
            new(chosen.Aggregate(0ul, (all, value) => all | (1ul << Convert.ToInt32(value))), new int[Enum.GetValues<T>().Length]);

        public bool Allows(int value) => Chosen == 0 || (value != None && (Chosen & (1ul << value)) != 0);
    }
}
