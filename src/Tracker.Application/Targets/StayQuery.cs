using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Targets;

/// <summary>The item that has been longest at a stage where it still is.</summary>
public sealed record LongestStay(string Code, string Title, DateOnly Since, int Days);

/// <summary>How long items stayed at one stage, in whole days.</summary>
/// <param name="Stage">Null for "Stage not stated".</param>
/// <param name="Ever">Items that ever stood there; one that came back counts once.</param>
/// <param name="Now">Items that stand there.</param>
/// <param name="Completed">Stays that ended; one that came back has several. The three lengths are theirs, null where there is none.</param>
/// <param name="MedianSoFar">Of those that stand there now.</param>
public sealed record StageStays(
    Stage? Stage, int Ever, int Now, int Completed, int? Median, int? Shortest, int? Longest, int? MedianSoFar, LongestStay? LongestNow);

/// <summary>The stages of one life in their order, those outside the order after them and only where anything ever stood there.</summary>
/// <param name="Items">Items of this life on the day.</param>
public sealed record LifecycleStays(Lifecycle Lifecycle, Kind Kind, int Items, IReadOnlyList<StageStays> Stages);

/// <summary>How long items dwell at each stage, as of a day.</summary>
public sealed class StayQuery(IDbContextFactory<TrackerDbContext> contexts, Census census)
{
    /// <summary>One table for each kind of life that the scope has items of; every item counts, whatever its nature.</summary>
    public async Task<IReadOnlyList<LifecycleStays>> AsOfAsync(TargetScope scope, DateOnly day, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var inScope = await db.InScopeAsync(scope, day, ct);
        Dictionary<Lifecycle, Counted> counted = [];
        List<Stay> stays = [];
        foreach (var item in await census.ReadAsync(db, ct))
        {
            var place = item.On(day);
            if (place < 0 || !inScope(item.Id, ref item.Spans[place]))
            {
                continue;
            }

            ref var facets = ref item.Spans[place];
            var lifecycle = Lifecycle.Of(facets.Kind, facets.Form);
            if (!counted.TryGetValue(lifecycle, out var life))
            {
                counted[lifecycle] = life = new(facets.Kind);
            }

            stays.Clear();
            Stay.AddTo(stays, item.Spans, day);
            life.Add(item, facets.Title, stays, day);
        }

        return
        [
            .. counted
                .OrderBy(c => c.Value.Kind)
                .ThenBy(c => c.Key.Name, StringComparer.Ordinal)
                .Select(c => new LifecycleStays(c.Key, c.Value.Kind, c.Value.Items, c.Value.StagesOf(c.Key))),
        ];
    }

    /// <summary>The stays of all items of one life.</summary>
    private sealed class Counted(Kind kind)
    {
        private static readonly int NotStated = Enum.GetValues<Stage>().Length;
        private readonly AtStage?[] _stages = new AtStage?[NotStated + 1];

        public Kind Kind { get; } = kind;

        public int Items { get; private set; }

        public void Add(ItemFacets item, string title, List<Stay> stays, DateOnly day)
        {
            Items++;
            foreach (var stay in stays)
            {
                ref var at = ref _stages[(int?)stay.Stage ?? NotStated];
                at ??= new();
                (at.Ever, at.LastItem) = (at.LastItem == Items ? at.Ever : at.Ever + 1, Items);
                var days = stay.DaysOn(day);
                if (stay.LeftOn is not null)
                {
                    at.Completed.Add(days);
                    continue;
                }

                at.SoFar.Add(days);

                // Items come by code: of equal ones the first stays.
                if (at.LongestNow is not { } longest || days > longest.Days)
                {
                    at.LongestNow = new(item.Code, title, stay.From, days);
                }
            }
        }

        public IReadOnlyList<StageStays> StagesOf(Lifecycle lifecycle) =>
        [
            .. lifecycle.Path.Select(r => (Stage?)r.Stage)
                .Concat(lifecycle.Asides.Select(r => (Stage?)r.Stage).Append(null).Where(s => At(s) is not null))
                .Select(s => At(s) is { } at
                    ? new StageStays(s, at.Ever, at.SoFar.Count, at.Completed.Count, Stay.Median(at.Completed), Least(at.Completed, d => d.Min()), Least(at.Completed, d => d.Max()), Stay.Median(at.SoFar), at.LongestNow)
                    : new StageStays(s, 0, 0, 0, null, null, null, null, null)),
        ];

        private AtStage? At(Stage? stage) => _stages[(int?)stage ?? NotStated];

        private static int? Least(List<int> days, Func<List<int>, int> which) => days.Count == 0 ? null : which(days);
    }

    private sealed class AtStage
    {
        public int Ever { get; set; }

        /// <summary>Number of the item that was counted last, so that one that came back counts once.</summary>
        public int LastItem { get; set; }

        public List<int> Completed { get; } = [];

        public List<int> SoFar { get; } = [];

        public LongestStay? LongestNow { get; set; }
    }
}
