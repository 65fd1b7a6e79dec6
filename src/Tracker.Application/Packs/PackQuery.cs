using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Changes;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Application.Plans;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Packs;

/// <summary>What the papers of a meeting hold (docs/domain.md, The meeting's papers).</summary>
public sealed class PackQuery(IDbContextFactory<TrackerDbContext> contexts, Census census, Calendar calendar, ChangesQuery changes, FundQuery funds)
{
    /// <summary>The most rows of a matrix; a wider pack is narrowed to plans, pillars or bodies.</summary>
    public const int MostRows = 10_000;

    private const int ItemsAtOnce = 250;

    /// <summary>How many reports of what was done a row has at most.</summary>
    internal const int MostDone = 4;

    private const int MostFrozen = 50;
    private const int PageSize = 50;

    /// <summary>Everything that a pack holds, as the register knows it at this moment; for an earlier one it is asked of the register as known then.</summary>
    /// <param name="knownAt">UTC: what is printed as the instant.</param>
    /// <param name="progress">Whole percent of the items that were read.</param>
    /// <exception cref="RefusedException">There is no such meeting or scope, or it is too wide.</exception>
    public async Task<PackView> ContentAsync(PackRequest request, DateTime knownAt, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var meeting = await db.Meetings.SingleOrDefaultAsync(m => m.Id == request.Meeting, ct);
        if (meeting is null || request.From > request.AsOf || await LookedAt.OfAsync(db, request.Scope, request.AsOf, ct) is not { } lookedAt)
        {
            throw new RefusedException("pack.unknown", "There is no such meeting, or a plan or body of the pack is not in the register on its day. Choose again.");
        }

        var found = (await census.ReadAsync(db, ct)).Select(i => new Found(i, lookedAt.PlaceOn(i, request.AsOf))).Where(f => f.Place >= 0).ToList();
        var inMatrix = found.Where(f => IsInMatrix(f.Facets, request)).ToList();
        if (inMatrix.Count > MostRows)
        {
            throw new RefusedException("pack.too-large", string.Create(CultureInfo.InvariantCulture, $"The matrix would have {inMatrix.Count:N0} rows; a pack has at most {MostRows:N0}. Narrow it to plans, pillars or bodies."));
        }

        var mechanism = await db.On(request.AsOf).Where(s => s.ItemId == meeting.MechanismId).Select(s => s.Title).SingleOrDefaultAsync(ct) ?? meeting.Mechanism;
        var names = await db.BodyNamesAsync(ct);
        var reading = new MatrixReading(db, request, names, calendar.RulesOn(request.AsOf), await LinesAsync(db, request, ct));
        for (var from = 0; from < inMatrix.Count; from += ItemsAtOnce)
        {
            progress?.Report(100 * from / inMatrix.Count);
            await reading.AddAsync([.. inMatrix.Skip(from).Take(ItemsAtOnce).Select(f => f.Item.Id)], ct);
        }

        progress?.Report(100);
        return new(
            request,
            meeting.Number is { } number ? $"{Words.Ordinal(number)} {mechanism}" : mechanism,
            meeting.On,
            meeting.Host,
            lookedAt.Title,
            knownAt,
            await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0,
            (await changes.BetweenAsync(request.From, request.AsOf, request.Scope, most: int.MaxValue, ct: ct))!,
            reading.InOrder,
            LeftOut(found, request),
            await AttentionAsync(db, found, request.AsOf, names, ct),
            await FundsAsync(db, found, request, ct),
            await reading.DocumentsAsync(ct));
    }

    /// <summary>The frozen packs of a meeting that somebody may see, the newest first, with their files but not the bytes.</summary>
    public async Task<IReadOnlyList<FrozenRow>> FrozenAsync(Guid meeting, Side? side, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var packs = await db.FrozenPacks.AsNoTracking().Where(p => p.MeetingId == meeting && (p.LinesOf == null || p.LinesOf == side)).OrderByDescending(p => p.FrozenAt).ThenBy(p => p.Id).Take(MostFrozen).ToListAsync(ct);
        var ids = packs.ConvertAll(p => p.Id);
        var files = (await db.FrozenFiles.Where(f => ids.Contains(f.PackId)).Select(f => new { f.PackId, File = new FrozenFileRow(f.Form, f.Size, f.Hash) }).ToListAsync(ct)).ToLookup(f => f.PackId, f => f.File);
        return [.. packs.Select(p => new FrozenRow(p, [.. files[p.Id].OrderBy(f => f.Form)]))];
    }

    /// <summary>A file of a frozen pack, as it was stored; null where there is none, or where the person's side may not see it.</summary>
    public async Task<(FrozenPack Pack, FrozenFile File)?> FileAsync(Guid pack, PackForm form, Side? side, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FrozenPacks.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pack && (p.LinesOf == null || p.LinesOf == side), ct) is { } frozen
            && await db.FrozenFiles.AsNoTracking().SingleOrDefaultAsync(f => f.PackId == pack && f.Form == form, ct) is { } file
            ? (frozen, file)
            : null;
    }

    /// <summary>The meeting of the same mechanism that was held last before a day; null where none was.</summary>
    public async Task<CutOff?> PreviousAsync(Guid meeting, DateOnly before, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mechanism = db.Meetings.Where(m => m.Id == meeting).Select(m => m.MechanismId);
        return await db.HeldAsync(db.Meetings.Where(m => mechanism.Contains(m.MechanismId)), before.AddDays(-1), ct);
    }

    /// <summary>The meeting of a mechanism that was held last; null where none was.</summary>
    public async Task<Guid?> LastAsync(string mechanism, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = calendar.Today;
        return await db.Meetings.Where(m => m.Mechanism == mechanism && m.Status == MeetingStatus.Held && m.On <= today)
            .OrderByDescending(m => m.On).ThenBy(m => m.Number).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>The items that a meeting talks of, as of today, with what a side means to say on each.</summary>
    /// <param name="code">Only that item; it is on the page whether or not it is one of them.</param>
    public async Task<LinesView> LinesAsync(Guid meeting, Side side, int page = 1, string? code = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var day = calendar.Today;
        var items = code is null
            ? await census.FindAsync(db, day, (ref f) => f.Nature is Nature.Deliverable or Nature.Continuing or Nature.Proposal && f.Phase != Phase.NoLongerRunning, ct)
            : [.. (await census.ReadAsync(db, ct)).Where(i => i.Code == code && i.On(day) >= 0).Select(i => new Found(i, i.On(day)))];
        var stands = (await db.LinesToTake.AsNoTracking().Where(l => l.MeetingId == meeting && l.Side == side).OrderBy(l => l.WrittenAt).ThenBy(l => l.Id).ToListAsync(ct))
            .GroupBy(l => l.ItemId).ToDictionary(g => g.Key, g => g.Last());
        var pages = Math.Max(1, (items.Count + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var ids = items.Skip((shown - 1) * PageSize).Take(PageSize).Select(f => f.Item.Id).ToList();
        var names = await db.BodyNamesAsync(ct);
        var rows = await db.On(day).Where(s => ids.Contains(s.ItemId)).OrderBy(s => s.Code).ToListAsync(ct);
        return new(
            [.. rows.Select(s => new LineRow(s.ToRow(names, day, calendar.RulesOn(day)), stands.GetValueOrDefault(s.ItemId) is { Text.Length: > 0 } line ? line : null))],
            items.Count, stands.Values.Count(l => l.Text.Length > 0), shown, pages);
    }

    /// <summary>What is to be done or goes on: deliverables, continuing cooperation and proposals; what ended before the cut-off is over.</summary>
    private static bool IsInMatrix(Facets facets, PackRequest request) =>
        facets.Nature is Nature.Deliverable or Nature.Continuing or Nature.Proposal
        && (facets.Phase != Phase.NoLongerRunning || facets.StageOn > request.From);

    private static IReadOnlyList<(string What, int Count)> LeftOut(List<Found> found, PackRequest request)
    {
        int Of(Func<Facets, bool> passes) => found.Count(f => passes(f.Facets));
        return
        [
            .. new[]
            {
                ("positions", Of(f => f.Nature == Nature.Position)),
                ("references", Of(f => f.Nature == Nature.Reference)),
                ("that no longer ran at the cut-off", Of(f => f.Nature is not (Nature.Position or Nature.Reference) && !IsInMatrix(f, request))),
            }.Where(l => l.Item2 > 0),
        ];
    }

    /// <summary>The lines to take of the side, each the latest that was written for the meeting and the item.</summary>
    private static async Task<Dictionary<Guid, string>> LinesAsync(TrackerDbContext db, PackRequest request, CancellationToken ct) =>
        request.LinesOf is not { } side
            ? []
            : (await db.LinesToTake.Where(l => l.MeetingId == request.Meeting && l.Side == side).OrderBy(l => l.WrittenAt).ThenBy(l => l.Id).ToListAsync(ct))
                .GroupBy(l => l.ItemId, (item, lines) => (item, lines.Last().Text))
                .Where(l => l.Text.Length > 0)
                .ToDictionary(l => l.item, l => l.Text);

    /// <summary>Each item once, under the worst figure that counts it.</summary>
    private async Task<IReadOnlyList<PackAttention>> AttentionAsync(TrackerDbContext db, List<Found> found, DateOnly day, IReadOnlyDictionary<string, BodyName> names, CancellationToken ct)
    {
        var rules = calendar.RulesOn(day);
        var days = FigureDays.Of(day, rules);
        List<(Figure Figure, Found Item)> worst = [];
        HashSet<Guid> seen = [];
        foreach (var (figure, oldest) in OverviewQuery.WorstFirst.Append((Figure.NoLead, f => f.StageOn.DayNumber)))
        {
            worst.AddRange(found
                .Where(f => figure.Counts(ref f.Item.Spans[f.Place], days) && !seen.Contains(f.Item.Id))
                .OrderBy(f => oldest(f.Facets)).ThenBy(f => f.Item.Code, StringComparer.Ordinal)
                .Select(f => (figure, f)));
            seen.UnionWith(worst.Select(w => w.Item.Item.Id));
        }

        List<PackAttention> rows = [];
        foreach (var part in worst.Chunk(ItemsAtOnce))
        {
            var ids = part.Select(p => p.Item.Item.Id).ToList();
            var spans = await db.On(day).Where(s => ids.Contains(s.ItemId)).ToDictionaryAsync(s => s.ItemId, s => s.ToRow(names, day, rules), ct);
            rows.AddRange(part.Where(p => spans.ContainsKey(p.Item.Item.Id)).Select(p => (p.Figure, Row: spans[p.Item.Item.Id])).Select(p => new PackAttention(
                p.Figure, p.Row.Code, p.Row.Title, p.Row.Acronym, p.Figure == Figure.NoLead ? "No lead named" : OverviewQuery.Why(p.Figure, p.Row), [.. p.Row.Leads.Select(l => (l.Side, l.Name))])));
        }

        return rows;
    }

    /// <summary>The funds among the items, and those whose money serves one.</summary>
    private async Task<IReadOnlyList<PackFund>> FundsAsync(TrackerDbContext db, List<Found> found, PackRequest request, CancellationToken ct)
    {
        var codes = found.Where(f => f.Facets.Kind == Kind.Fund).Select(f => f.Item.Code).ToHashSet();
        if (!request.Scope.IsEverything)
        {
            var served = found.Select(f => f.Item.Code).ToHashSet();
            codes.UnionWith((await db.LedgerEntries.Where(e => e.On <= request.AsOf && e.ItemServed != null).Select(e => new { e.Fund, e.ItemServed }).Distinct().ToListAsync(ct))
                .Where(e => served.Contains(e.ItemServed!)).Select(e => e.Fund));
        }

        var rows = await funds.OfAsync([.. codes.Order(StringComparer.Ordinal)], request.AsOf, ct);
        var since = (await db.StandingOn(request.AsOf).Where(e => e.On > request.From && codes.Contains(e.Fund)).SummedByFund().ToListAsync(ct)).ToLookup(s => s.Fund, s => s.Sum);
        return [.. rows.Select(r => new PackFund(r, FundTotals.Of(since[r.Item.Code])))];
    }

    /// <summary>Reads the rows of the matrix, some items at a time, and the documents that they rest on.</summary>
    private sealed class MatrixReading(TrackerDbContext db, PackRequest request, IReadOnlyDictionary<string, BodyName> names, ReportingRules rules, IReadOnlyDictionary<Guid, string> lines)
    {
        private readonly List<PackRow> _rows = [];
        private readonly Dictionary<string, DateOnly> _documents = [];
        private readonly Dictionary<string, int> _namings = [];
        private readonly Dictionary<Evidence, int> _evidence = [];

        public IReadOnlyList<PackRow> InOrder =>
        [
            .. _rows.OrderBy(r => r.Pillar)
                .ThenBy(r => PlanQuery.NumberKey(r.Number), StringComparer.Ordinal)
                .ThenBy(r => r.Code, StringComparer.Ordinal),
        ];

        public async Task AddAsync(List<Guid> ids, CancellationToken ct)
        {
            var items = await db.Items.Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToListAsync(ct);
            var states = items.ConvertAll(i => (Item: i, State: i.StateOn(request.AsOf)!));
            var codes = states.SelectMany(s => s.State.Profile.Mentions).Select(m => m.Document).Where(c => !_documents.ContainsKey(c)).Distinct().ToList();
            foreach (var document in await db.Documents.Where(d => codes.Contains(d.Code)).Select(d => new { d.Code, d.DatedOn }).ToListAsync(ct))
            {
                _documents[document.Code] = document.DatedOn;
            }

            foreach (var (item, state) in states)
            {
                Add(item, state);
            }
        }

        /// <summary>By day, then by title.</summary>
        public async Task<IReadOnlyList<PackDocument>> DocumentsAsync(CancellationToken ct)
        {
            var codes = _namings.Keys.ToList();
            var named = await db.Documents.Where(d => codes.Contains(d.Code)).Select(d => new { d.Code, d.Title, d.DatedOn, d.Issuer, d.Kind, d.Address }).ToListAsync(ct);
            return
            [
                .. named.Select(d => new PackDocument(d.Code, d.Title, d.DatedOn, d.Issuer, d.Kind.Name(), d.Address, _namings[d.Code]))
                    .Concat(_evidence.Select(e => new PackDocument(null, e.Key.Title, e.Key.On, e.Key.Issuer, e.Key.Kind.Name(), e.Key.Address, e.Value)))
                    .OrderBy(d => d.On).ThenBy(d => d.Title, StringComparer.Ordinal).ThenBy(d => d.Address, StringComparer.Ordinal),
            ];
        }

        private void Add(Item item, ItemState state)
        {
            var live = item.LiveEntries();
            foreach (var document in state.Profile.Mentions.Select(m => m.Document).Distinct())
            {
                _namings[document] = _namings.GetValueOrDefault(document) + 1;
            }

            foreach (var evidence in live.Where(e => e.On > request.From && e.On <= request.AsOf).SelectMany(e => e.Evidence))
            {
                if (evidence.Document is { } code)
                {
                    _namings[code] = _namings.GetValueOrDefault(code) + 1;
                }
                else
                {
                    var source = evidence with { Paragraph = null };
                    _evidence[source] = _evidence.GetValueOrDefault(source) + 1;
                }
            }

            var profile = state.Profile;
            _rows.Add(new(
                item.Code, profile.Number, profile.Title, profile.Acronym, item.Kind, profile.Nature, profile.Pillar, profile.Area,
                [.. profile.Leads.Select(l => names.GetValueOrDefault(l) is { } body ? (body.Side, body.Name) : (Side.ThirdParty, l))],
                state.Stage, state.Held, state.Phase, state.StageOn, state.Progress?.Percent, state.OutlookOn(request.AsOf, rules), state.ScheduleOn(request.AsOf, rules),
                state.Target?.Target.Text, state.DaysLateOn(request.AsOf), Done(live), state.NextStep, lines.GetValueOrDefault(item.Id), SourceOf(state)));
        }

        private List<PackDone> Done(IReadOnlyList<Entry> live)
        {
            List<PackDone> done = [];
            Stage? stage = null;
            foreach (var entry in live.TakeWhile(e => e.On <= request.AsOf))
            {
                if (entry.On > request.From && entry.Update is { } update)
                {
                    var moved = update.Stage is { } to && to != stage;
                    done.Add(new(entry.On!.Value, moved ? stage : null, moved ? update.Stage : null, update.Note));
                }

                stage = entry.Stage ?? stage;
            }

            done.Reverse();
            return [.. done.Take(MostDone)];
        }

        private PackSource? SourceOf(ItemState state) => state.Profile.Mentions
            .Where(m => _documents.ContainsKey(m.Document))
            .OrderBy(m => _documents[m.Document]).ThenBy(m => m.Document, StringComparer.Ordinal).ThenBy(m => m.Paragraph)
            .Select(m => new PackSource(m.Document, m.Paragraph))
            .FirstOrDefault();
    }
}
