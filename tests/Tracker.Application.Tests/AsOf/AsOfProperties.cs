using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Storage;

namespace Tracker.Application.Tests.AsOf;

/// <summary>
/// As of a day and as known at an instant, every figure of every page is what it would be if nothing later had ever been
/// recorded: compared with another database that holds nothing else, of registers with random histories.
/// </summary>
public class AsOfProperties
{
    private static readonly Gen<(Attempt[] Attempts, (int Day, int Instant)[] Asked)> Histories =
        Gen.Select(Attempt.Any.Array[90, 130], Gen.Select(Gen.Int[0, 999], Gen.Int[0, 999]).Array[6]);

    [Fact]
    public Task Every_figure_of_every_page_is_that_of_a_register_in_which_nothing_later_was_recorded() => Histories.SampleAsync(
        async history =>
        {
            await using var register = await AnyRegister.MadeAsync(history.Attempts);
            var registers = register.Get<KnownRegisters>();
            var (codes, recorded) = await RecordedAsync(register);
            foreach (var (n, (day, instant)) in history.Asked.Index())
            {
                // One millisecond before an entry as often as with it.
                var at = recorded.Count == 0 ? register.Get<Calendar>().UtcNow : recorded[instant % recorded.Count].AddMilliseconds(-(day % 2));
                var on = DayOf(register, day);
                await using var known = await registers.AtAsync(at);
                await using var plain = await PlainRegister.OfAsync(register, at, on, withVoided: true);
                AssertSame(
                    $"as of {on:yyyy-MM-dd}, as known at {at:O}",
                    await Figures.OfAsync(plain.Services.GetRequiredService, on, codes, inFull: n < 2, withHistory: true),
                    await Figures.OfAsync(known.Get, on, codes, inFull: n < 2, withHistory: true));

            }

            // Withdrawn entries stay in the histories; nothing else shows that they were ever there.
            var past = DayOf(register, history.Asked[^1].Instant);
            await using var without = await PlainRegister.OfAsync(register, register.Get<Calendar>().UtcNow, past, withVoided: false);
            AssertSame(
                $"as of {past:yyyy-MM-dd}, as known now",
                await Figures.OfAsync(without.Services.GetRequiredService, past, codes, inFull: true, withHistory: false),
                await Figures.OfAsync(register.Services.GetRequiredService, past, codes, inFull: true, withHistory: false));
        },
        iter: 2,
        threads: 1);

    private static DateOnly DayOf(TestDatabase register, int day) =>
        AnyRegister.FirstDay.AddDays(day * (register.Today.DayNumber - AnyRegister.FirstDay.DayNumber) / 999);

    private static async Task<(List<string> Codes, List<DateTime> Recorded)> RecordedAsync(TestDatabase register)
    {
        await using var db = register.Context();
        return (
            await db.Items.OrderBy(i => i.Code).Select(i => i.Code).ToListAsync(),
            [
                .. await db.Entries.Select(e => e.RecordedAt).ToListAsync(),
                .. await db.LedgerEntries.Select(e => e.RecordedAt).ToListAsync(),
                .. (await db.Meetings.ToListAsync()).SelectMany(m => m.Changes.Select(c => c.At).Append(m.RecordedAt)),
            ]);
    }

    private static void AssertSame(string when, List<string> expected, List<string> found)
    {
        var differing = found.Except(expected).Zip(expected.Except(found), (f, e) => $"{f}\n    should be {e}").Take(12).ToList();
        Assert.True(expected.SequenceEqual(found), $"{when}:\n{string.Join('\n', differing)}\n{string.Join('\n', found.Except(expected).Take(3))}\nnot\n{string.Join('\n', expected.Except(found).Take(3))}");
    }
}
