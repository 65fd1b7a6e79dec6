using System.Globalization;

namespace Tracker.Reading;

/// <summary>
/// Measures how well documents are read (docs/domain.md, How well it is read): precision and recall for a folder of
/// documents with expected answers, and each miss.
/// </summary>
/// <remarks><c>dotnet run --project tests/Tracker.Reading -- FOLDER [figures]</c>. <c>figures</c> leaves the misses out.</remarks>
internal static class Program
{
    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args.FirstOrDefault(a => a != "figures") is not { } folder || !Directory.Exists(folder))
        {
            Console.Error.WriteLine("Name a folder of documents: dotnet run --project tests/Tracker.Reading -- tests/Tracker.Reading/Documents [figures]");
            return 1;
        }

        var (documents, register) = (ExpectedDocument.In(folder), KnownItem.In(folder));
        var unknown = documents.SelectMany(d => d.Paragraphs.SelectMany(p => p.Matches).Except(register.Select(i => i.Key)).Select(k => $"{d.Name}: {k}")).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine($"Not in register.tsv: {string.Join(", ", unknown)}");
            return 1;
        }

        var measures = documents.Select(d => (d.Name, Measure: Measure.Of(d, register, KnownItem.Matches))).ToList();
        var all = Measure.Sum([.. measures.Select(m => m.Measure)]);
        foreach (var (name, measure) in measures.Append(($"All {documents.Count} documents", all)))
        {
            Print(name, measure);
        }

        if (!args.Contains("figures"))
        {
            Console.WriteLine("Misses (wrong: found and not expected; missing: expected and not found)");
            foreach (var miss in all.Misses)
            {
                Console.WriteLine($"  {(miss.IsWrong ? "wrong  " : "missing")}  {miss.What,-10}  {miss.Document}, {miss.Paragraph}: {miss.Words.ReplaceLineEndings(" / ")}");
            }
        }

        return 0;
    }

    private static void Print(string name, Measure measure)
    {
        Console.WriteLine(name);
        Console.WriteLine($"  {"",-10}  expected  found  right  precision  recall");
        foreach (var count in measure.Counts)
        {
            Console.WriteLine($"  {count.What,-10}  {count.Expected,8}  {count.Found,5}  {count.Right,5}  {count.Precision,9:P1}  {count.Recall,6:P1}");
        }

        foreach (var what in Measure.Everything.Except(measure.Counts.Select(c => c.What)))
        {
            Console.WriteLine($"  {what}: not measured");
        }

        Console.WriteLine();
    }
}
