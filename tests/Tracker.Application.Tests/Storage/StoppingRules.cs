using Microsoft.EntityFrameworkCore;
using Tracker.Application.Drafts;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Tests.Storage;

/// <summary>Between the order to stop and the end: nothing is begun, what was begun is finished, what is typed is kept.</summary>
public class StoppingRules
{
    /// <summary>What waits longer would wait without end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_save_that_was_begun_is_finished_and_a_new_one_is_refused()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var writer = database.Get<OneWriter>();
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = writer.WriteAsync(async db =>
        {
            begun.SetResult();
            await goOn.Task;
            await db.Users.Where(p => p.Id == official).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, "Saved while stopping"));
            return 1;
        });
        await begun.Task;
        var waiting = database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "It waits for its turn."), official);

        writer.Stop();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Too late."), official).WaitAsync(Patience, TestContext.Current.CancellationToken));
        var drained = writer.DrainAsync();
        Assert.False(drained.IsCompleted);
        goOn.SetResult();
        await drained;

        Assert.Equal("storage.stopping", Assert.Single(refused.Refusals).Rule);
        Assert.Equal((1, 2), (await running, await waiting));
        await using var db = database.Context();
        Assert.Equal("Saved while stopping", (await db.Users.SingleAsync(p => p.Id == official)).Name);
        Assert.Equal(2, await db.Entries.CountAsync(e => e.ItemId == db.Items.Single(i => i.Code == "CENTRE").Id));
    }

    [Fact]
    public async Task A_draft_is_kept_to_the_end()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        database.Get<OneWriter>().Stop();

        var kept = await database.Get<KeepDraft>().ExecuteAsync(Guid.CreateVersion7(), 0, "items/CENTRE/update", "Update", "{}", official);

        Assert.Equal(kept.Id, (await database.Get<KeepDraft>().LatestAsync("items/CENTRE/update", official))!.Id);
    }
}
