using Microsoft.EntityFrameworkCore;
using Tracker.Domain.Search;

namespace Tracker.Application.Storage;

/// <summary>A <see cref="Findable"/> as storage keeps it, beside the index of its words (<see cref="SearchIndex"/>).</summary>
/// <remarks>
/// The number says in what it is found, and from which day: texts of one kind lie beside one another in the order of
/// their days, so that a search reads the newest of a kind up to a day and stops, however many match.
/// </remarks>
public sealed class SearchText
{
    private const int DayBits = 22;
    private const int PlaceBits = 24;

    private SearchText() => Code = Words = Text = ""; // EF

    private SearchText(long id, Findable found)
    {
        Id = id;
        Code = found.Code;
        Number = found.Number;
        Words = found.Words;
        Text = found.Text;
        Until = found.Until;
    }

    public long Id { get; private set; }
    public string Code { get; private set; }
    public int? Number { get; private set; }
    public string Words { get; private set; }
    public string Text { get; private set; }
    public DateOnly Until { get; private set; }

    public FoundIn In => InOf(Id);

    public DateOnly From => FromOf(Id);

    internal static FoundIn InOf(long id) => (FoundIn)(id >> (DayBits + PlaceBits));

    internal static DateOnly FromOf(long id) => DateOnly.FromDayNumber((int)(id >> PlaceBits) & ((1 << DayBits) - 1));

    /// <summary>The same, without the number.</summary>
    internal Findable AsFound => new(In, Code, Number, Words, Text, From, Until);

    /// <summary>The lowest number of what is found in such a text from a day.</summary>
    internal static long FirstOn(FoundIn place, DateOnly day) => ((long)place << (DayBits + PlaceBits)) | ((long)day.DayNumber << PlaceBits);

    /// <summary>The highest number of what is found in such a text on a day or before it.</summary>
    internal static long LastUntil(FoundIn place, DateOnly day) => FirstOn(place, day) + (1L << PlaceBits) - 1;

    /// <summary>New texts with numbers of their own: each stands behind what is there already of its kind and day.</summary>
    /// <exception cref="InvalidOperationException">Of one kind and day there are more than sixteen million.</exception>
    internal static async Task<List<SearchText>> NewAsync(TrackerDbContext db, IReadOnlyCollection<Findable> found, CancellationToken ct)
    {
        var firsts = found.Select(f => FirstOn(f.In, f.From)).Distinct().ToList();
        var taken = await db.Database
            .SqlQueryRaw<long>(
                "SELECT last AS \"Value\" FROM (SELECT (SELECT MAX(t.\"Id\") FROM \"SearchTexts\" t WHERE t.\"Id\" >= f.value AND t.\"Id\" < f.value + {1}) AS last FROM json_each({0}) f) WHERE last IS NOT NULL",
                $"[{string.Join(',', firsts)}]",
                1L << PlaceBits)
            .ToListAsync(ct);
        var next = taken.ToDictionary(id => (id >> PlaceBits) << PlaceBits, id => id + 1);
        List<SearchText> texts = [];
        foreach (var one in found)
        {
            var first = FirstOn(one.In, one.From);
            var id = next.GetValueOrDefault(first, first);
            next[first] = id + 1;
            texts.Add(id >> PlaceBits == first >> PlaceBits ? new(id, one) : throw new InvalidOperationException($"There are too many texts of {one.From:yyyy-MM-dd} to be found."));
        }

        return texts;
    }

    /// <summary>Items are found no more by what their journals said.</summary>
    internal static async Task ForgetItemsAsync(TrackerDbContext db, IReadOnlyList<string> codes, CancellationToken ct)
    {
        var (documents, notes, bodies) = (Begin(FoundIn.Document), Begin(FoundIn.Note), Begin(FoundIn.Body));
        await db.SearchTexts.Where(t => codes.Contains(t.Code) && (t.Id < documents || (t.Id >= notes && t.Id < bodies))).ExecuteDeleteAsync(ct);
    }

    /// <summary>Writes the texts of all documents and bodies anew.</summary>
    internal static async Task OfDocumentsAndBodiesAnewAsync(TrackerDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (documents, notes, bodies) = (Begin(FoundIn.Document), Begin(FoundIn.Note), Begin(FoundIn.Body));
        await db.SearchTexts.Where(t => (t.Id >= documents && t.Id < notes) || t.Id >= bodies).ExecuteDeleteAsync(ct);
        foreach (var codes in (await db.Documents.OrderBy(d => d.Code).Select(d => d.Code).ToListAsync(ct)).Chunk(100))
        {
            db.MakeFindable((await db.Documents.AsNoTracking().Where(d => codes.Contains(d.Code)).ToListAsync(ct)).SelectMany(Findable.Of));
            await db.SaveChangesAsync(ct);
        }

        db.MakeFindable((await db.Bodies.AsNoTracking().OrderBy(b => b.Code).ToListAsync(ct)).Select(Findable.Of));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static long Begin(FoundIn place) => FirstOn(place, DateOnly.MinValue);
}
