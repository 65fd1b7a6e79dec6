using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>Whether a hand-over lies ahead, is in force or is over.</summary>
public enum HandOverState
{
    InForce,
    Ahead,
    Over,
}

/// <summary>A hand-over as pages show it.</summary>
/// <param name="Bodies">Names of the bodies that it gives: those that the person has of their own now.</param>
/// <param name="GivesNothing">Why it gives nothing though its days are running; null where it does give, or is not in force.</param>
public sealed record HandOverRow(HandOver HandOver, HandOverState State, IReadOnlyList<string> Bodies, string? GivesNothing);

/// <summary>Somebody who can take items over.</summary>
public sealed record TakerRow(Guid Id, string Name, Role Role, IReadOnlyList<string> Bodies);

/// <param name="Refusal">Why the person may not hand over; null where they may.</param>
/// <param name="Takers">To whom they may, by name.</param>
/// <param name="OwnBodies">Names of what would be handed over.</param>
/// <param name="Given">What the person hands over or has handed over, open ones first.</param>
/// <param name="Taken">What others have handed over to the person.</param>
public sealed record HandOversView(
    Actor Actor, Refusal? Refusal, IReadOnlyList<TakerRow> Takers, IReadOnlyList<string> OwnBodies, IReadOnlyList<HandOverRow> Given, IReadOnlyList<HandOverRow> Taken);

/// <summary>Who has handed their items over to whom.</summary>
public sealed class HandOversQuery(IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>The most people that the choice offers, and the most hand-overs that a list shows.</summary>
    public const int MostRows = 200;

    /// <summary>Null for who is not signed in.</summary>
    public async Task<HandOversView?> OfAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Actors.FindAsync(db, personId, ct) is not { } actor)
        {
            return null;
        }

        var refusal = Permissions.ToHandOver(actor) ?? (actor.Side is null
            ? new Refusal("handover.side", "Your bodies are not of one side. Items are handed over within a side; an administrator changes your bodies.")
            : null);
        var names = (await db.BodyNamesAsync(ct)).ToDictionary(b => b.Key, b => b.Value.Name);
        var me = await db.Users.AsNoTracking().Where(p => p.Id == personId).Select(p => new { p.IsDemo, p.Bodies }).SingleAsync(ct);
        var roles = Enum.GetValues<Role>().Where(Permissions.MayReport).ToList();
        List<TakerRow> takers = [];
        if (refusal is null)
        {
            var people = db.Users.Where(p => p.Id != personId && p.IsDemo == me.IsDemo && roles.Contains(p.Role));
            var own = await people.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Bodies, ct);
            takers.AddRange((await Actors.AmongAsync(db, people, ct))
                .Where(a => a.Side == actor.Side)
                .OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.PersonId)
                .Take(MostRows)
                .Select(a => new TakerRow(a.PersonId, a.Name, a.Role, NamesOf(own[a.PersonId], names))));
        }

        return new(actor, refusal, takers, NamesOf(me.Bodies, names), await RowsAsync(db, db.HandOvers.Where(h => h.FromId == personId), names, ct), await RowsAsync(db, db.HandOvers.Where(h => h.ToId == personId), names, ct));
    }

    /// <summary>Those that are in force or lie ahead, and concern a person.</summary>
    public async Task<IReadOnlyList<HandOverRow>> OpenAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = calendar.Today;
        var open = db.HandOvers.Where(h => (h.FromId == personId || h.ToId == personId) && h.EndedAt == null && (h.LastOn == null || today <= h.LastOn));
        return await open.AnyAsync(ct) ? await RowsAsync(db, open, (await db.BodyNamesAsync(ct)).ToDictionary(b => b.Key, b => b.Value.Name), ct) : [];
    }

    /// <summary>What a person has handed over and taken over, for an administrator.</summary>
    /// <exception cref="RefusedException">The reader is no administrator.</exception>
    public async Task<IReadOnlyList<HandOverRow>> ConcerningAsync(Guid personId, Guid by, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await Accounts.AdministratorAsync(db, by, ct);
        var names = (await db.BodyNamesAsync(ct)).ToDictionary(b => b.Key, b => b.Value.Name);
        return await RowsAsync(db, db.HandOvers.Where(h => h.FromId == personId || h.ToId == personId), names, ct);
    }

    private async Task<IReadOnlyList<HandOverRow>> RowsAsync(TrackerDbContext db, IQueryable<HandOver> handOvers, Dictionary<string, string> names, CancellationToken ct)
    {
        var today = calendar.Today;
        var rows = await (
            from handOver in handOvers.AsNoTracking()
            join giver in db.Users on handOver.FromId equals giver.Id
            orderby handOver.EndedAt != null || handOver.LastOn < today, handOver.FirstOn descending, handOver.Id
            select new { handOver, giver.Bodies }).Take(MostRows).ToListAsync(ct);
        var ids = rows.Where(r => r.handOver.IsInForceOn(today)).SelectMany(r => new[] { r.handOver.FromId, r.handOver.ToId }).Distinct().ToList();
        var people = await db.Users.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var actors = (await Actors.AmongAsync(db, db.Users.Where(p => ids.Contains(p.Id)), ct)).ToDictionary(a => a.PersonId);
        return
        [
            .. rows.Select(r => new HandOverRow(
                r.handOver,
                r.handOver.IsInForceOn(today) ? HandOverState.InForce : r.handOver.IsOpenOn(today) ? HandOverState.Ahead : HandOverState.Over,
                NamesOf(r.Bodies, names),
                !r.handOver.IsInForceOn(today) ? null
                    : !actors.TryGetValue(r.handOver.ToId, out var taker) ? $"The account of {r.handOver.ToName} is closed."
                    : people[r.handOver.FromId].Bodies.All(taker.Bodies.Contains) && people[r.handOver.FromId].Bodies.Count > 0 ? null
                    : "The two are no longer of one side, or one of them no longer records updates.")),
        ];
    }

    private static List<string> NamesOf(IEnumerable<string> codes, Dictionary<string, string> names) =>
        [.. codes.Select(c => names.GetValueOrDefault(c, c)).Order(StringComparer.OrdinalIgnoreCase)];
}
