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
    /// <returns>The sequence of the new entry.</returns>
    public Task<int> ExecuteAsync(string code, Update update, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);

                var (report, around, objections) = await ObjectionsAsync(db, item, update, actor, ct);
                RefusedException.ThrowIfAny(objections);

                var entry = item.Record(report, actor, calendar.Today, calendar.UtcNow, around);
                await db.KeepSpansAsync(item, ct);
                return entry.Sequence;
            },
            personId,
            submission,
            ct);

    /// <summary>Every reason why <see cref="ExecuteAsync"/> would refuse the update now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsAsync(string code, Update update, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            return (await ObjectionsAsync(db, await db.ItemOrRefuseAsync(code, ct), update, actor, ct)).Objections;
        });
    }

    private async Task<(Update Report, Surroundings Around, IReadOnlyList<Refusal> Objections)> ObjectionsAsync(
        TrackerDbContext db, Item item, Update update, Actor actor, CancellationToken ct)
    {
        var (evidence, objections) = await db.ResolveAsync(update.Evidence, ct);
        var report = update with { Evidence = evidence };
        var around = await db.SurroundingsAsync(item, update.On, ct);
        objections.AddRange(await SuccessorObjectionsAsync(db, item, report, ct));
        return (report, around, [.. item.ObjectionsTo(report, actor, calendar.Today, around), .. objections]);
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
