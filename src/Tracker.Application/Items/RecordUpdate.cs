using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>An official reports how an item stands.</summary>
public sealed class RecordUpdate(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    public async Task<int> ExecuteAsync(string code, Update update, Guid personId, int? lastSeen = null, CancellationToken ct = default)
    {
        try
        {
            return await writer.WriteAsync(
                async db =>
                {
                    var actor = await Actors.OfAsync(db, personId, ct);
                    var item = await db.ItemOrRefuseAsync(code, ct);
                    item.ThrowIfChangedSince(lastSeen);

                    var (evidence, objections) = await db.ResolveAsync(update.Evidence, ct);
                    var report = update with { Evidence = evidence };
                    var around = await db.SurroundingsAsync(item, update.On, ct);
                    objections.AddRange(await SuccessorObjectionsAsync(db, item, report, ct));
                    RefusedException.ThrowIfAny([.. item.ObjectionsTo(report, actor, calendar.Today, around), .. objections]);

                    var entry = item.Record(report, actor, calendar.Today, calendar.UtcNow, around);
                    await db.KeepSpansAsync(item, ct);
                    return entry.Sequence;
                },
                ct);
        }
        catch (DbUpdateException failure) when (OneWriter.IsRivalSave(failure))
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var item = await db.ItemOrRefuseAsync(code, ct);
            throw new ConflictException(code, [.. item.Entries.Where(e => e.Sequence > (lastSeen ?? item.Entries.Count - 1))]);
        }
    }

    private static async Task<List<Refusal>> SuccessorObjectionsAsync(TrackerDbContext db, Item item, Update update, CancellationToken ct)
    {
        if (update.Stage != Stage.Superseded || !Facts.IsUsable(Fact.Successors, update.Facts.GetValueOrDefault(Fact.Successors)))
        {
            return [];
        }

        var codes = update.Facts[Fact.Successors].Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        var refusals = await db.ReferenceObjectionsAsync(item.Code, [], codes, [], ct);
        return [.. refusals.Select(r => r with { Field = "Fact-Successors" })];
    }
}
