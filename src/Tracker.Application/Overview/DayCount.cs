using System.Numerics;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Overview;

/// <summary>Every figure of a day, by pillar, and the items of those that are listed.</summary>
internal sealed class DayCount
{
    private static readonly int Pillars = Enum.GetValues<Pillar>().Length;
    private readonly Dictionary<string, int[]> _counts = [];
    private readonly Dictionary<string, List<Found>> _listed;

    /// <param name="listed">The figures whose items are asked for afterwards.</param>
    public DayCount(ItemFacets[] items, DateOnly day, ReportingRules rules, params Figure[] listed)
    {
        var days = FigureDays.Of(day, rules);
        var figures = Figure.All;
        _listed = listed.ToDictionary(f => f.Name, _ => new List<Found>());
        var lists = figures.Select(f => _listed.GetValueOrDefault(f.Name)).ToArray();
        var counts = new int[figures.Count, Pillars];
        foreach (var item in items)
        {
            var place = item.On(day);
            if (place < 0)
            {
                continue;
            }

            ref var facets = ref item.Spans[place];
            for (var counting = Figure.AllThatCount(ref facets, days); counting != 0; counting &= counting - 1)
            {
                var n = BitOperations.TrailingZeroCount(counting);
                counts[n, (int)facets.Pillar]++;
                lists[n]?.Add(new(item, place));
            }
        }

        for (var n = 0; n < figures.Count; n++)
        {
            _counts[figures[n].Name] = [.. Enumerable.Range(0, Pillars).Select(pillar => counts[n, pillar])];
        }
    }

    public int this[Figure f] => _counts[f.Name].Sum();

    public int this[Figure f, Pillar pillar] => _counts[f.Name][(int)pillar];

    /// <summary>The codes of the first items that a listed figure counts; equal ones by code.</summary>
    public IReadOnlyList<string> First(Figure figure, Func<Facets, int> key, int most) =>
        [.. _listed[figure.Name].OrderBy(f => key(f.Facets)).Take(most).Select(f => f.Item.Code)];

    /// <summary>The planned centres by stage, in the order of the lifecycle, with the codes of the first of each.</summary>
    public IReadOnlyList<(Stage Stage, int Total, IReadOnlyList<string> First)> PlannedCentres(int most) =>
    [
        .. _listed[Figure.PlannedCentres.Name]
            .GroupBy(f => f.Facets.Stage!.Value, f => f.Item.Code)
            .OrderBy(g => Lifecycle.Centre.OrderOf(g.Key) ?? int.MaxValue)
            .Select(g => (g.Key, g.Count(), (IReadOnlyList<string>)[.. g.Take(most)])),
    ];
}

/// <summary>How the deliverables went from the first document to a day.</summary>
internal static class Progress
{
    /// <summary>More points than this say no more to the eye, and make no table that is read.</summary>
    private const int MostPoints = 60;

    public static IReadOnlyList<ProgressPoint> Of(DayChanges changes, DateOnly day)
    {
        List<ProgressPoint> points = [];
        var (at, notStarted, underWay, delivered) = (0, 0, 0, 0);
        foreach (var shown in DaysShown(changes, day))
        {
            for (; at < changes.Days.Length && at <= shown.DayNumber - changes.First.DayNumber; at++)
            {
                notStarted += changes.Days[at].NotStarted;
                underWay += changes.Days[at].UnderWay;
                delivered += changes.Days[at].Delivered;
            }

            points.Add(new(shown, notStarted, underWay, delivered));
        }

        return points;
    }

    /// <summary>Days on which something changed, or the ends of the shortest periods that are not too many; the day itself comes last.</summary>
    private static List<DateOnly> DaysShown(DayChanges changes, DateOnly day)
    {
        var until = Math.Clamp(day.DayNumber - changes.First.DayNumber + 1, 0, changes.Days.Length);
        var days = Enumerable.Range(0, until).Where(n => changes.Days[n] != default).Select(changes.First.AddDays).ToList();
        foreach (var months in new[] { 1, 3, 12 })
        {
            if (days.Count >= MostPoints)
            {
                days = [.. days.Select(d => EndOf(d, months)).Distinct().Where(d => d < day)];
            }
        }

        return [.. days.TakeLast(MostPoints - 1).Where(d => d < day), day];
    }

    private static DateOnly EndOf(DateOnly day, int months) =>
        new DateOnly(day.Year, ((day.Month - 1) / months * months) + 1, 1).AddMonths(months).AddDays(-1);
}
