using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;

namespace Tracker.CrashLoop;

/// <summary>A note that stands in the register.</summary>
/// <param name="Sequence">Its place in the journal of its item.</param>
internal sealed record Noted(int Writer, int Number, string Item, int Sequence);

/// <summary>What must hold of a database, whatever happened to the process that wrote it.</summary>
internal static partial class Checks
{
    /// <summary>The notes of each writer, each there once and none left out before a later one; journals and the order of recording have no gaps.</summary>
    /// <exception cref="LossException">It is not so.</exception>
    public static async Task<ILookup<int, Noted>> NotesAsync(IServiceProvider services)
    {
        await using var db = await Register.ContextAsync(services);
        var entries = await (
            from entry in db.Entries.AsNoTracking()
            join item in db.Items on entry.ItemId equals item.Id
            orderby entry.Position
            select new { item.Code, Entry = entry }).ToListAsync();
        if (!entries.Select(e => e.Entry.Position).SequenceEqual(Enumerable.Range(1, entries.Count).Select(n => (long)n)))
        {
            throw new LossException("The order of recording has a gap or a double.");
        }

        foreach (var journal in entries.GroupBy(e => e.Code, e => e.Entry.Sequence))
        {
            if (!journal.Order().SequenceEqual(Enumerable.Range(1, journal.Count())))
            {
                throw new LossException($"The journal of {journal.Key} has a gap or a double.");
            }
        }

        var notes = entries
            .Select(e => (e.Code, e.Entry.Sequence, Note: NoteOf().Match(e.Entry.Update?.Note ?? "")))
            .Where(e => e.Note.Success)
            .Select(e => new Noted(Number(e.Note, 1), Number(e.Note, 2), e.Code, e.Sequence))
            .ToLookup(n => n.Writer);
        foreach (var writer in notes)
        {
            if (!writer.Select(n => n.Number).SequenceEqual(Enumerable.Range(1, writer.Count())))
            {
                throw new LossException($"Of writer {writer.Key} there stand, in this order: {string.Join(", ", writer.Select(n => n.Number))}.");
            }
        }

        return notes;
    }

    /// <summary>The whole database, journals and all that is derived from them included, is as the rules would have written it.</summary>
    /// <exception cref="LossException">It is not.</exception>
    public static async Task SoundAsync(string file)
    {
        if ((await Verification.OfFileAsync(file)).Fault is { } fault)
        {
            throw new LossException($"{file} has a fault. {fault}");
        }
    }

    private static int Number(Match note, int group) => int.Parse(note.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Writer (\d+), number (\d+)\z")]
    private static partial Regex NoteOf();
}
