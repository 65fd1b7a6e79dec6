using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>An entry is withdrawn, with a reason; it stays visible in the history.</summary>
public sealed class VoidEntry(OneWriter writer, Calendar calendar)
{
    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    /// <returns>The sequence of the new entry.</returns>
    public Task<int> ExecuteAsync(string code, int sequence, string reason, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);
                var entry = item.Void(new(sequence, reason.Trim()), actor, calendar.UtcNow);
                await db.KeepSpansAsync(item, ct);
                return entry.Sequence;
            },
            personId,
            submission,
            ct);
}

/// <summary>Somebody of a side confirms or contests an entry; it holds from today.</summary>
public sealed class AssessEntry(OneWriter writer, Calendar calendar)
{
    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    /// <returns>The sequence of the new entry.</returns>
    public Task<int> ExecuteAsync(string code, int sequence, Verdict verdict, string? note, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);
                var assessment = new Assessment(calendar.Today, sequence, verdict, actor.Side ?? Domain.Bodies.Side.Joint, note?.Trim());
                var entry = item.Assess(assessment, actor, calendar.Today, calendar.UtcNow);
                await db.KeepSpansAsync(item, ct);
                return entry.Sequence;
            },
            personId,
            submission,
            ct);
}
