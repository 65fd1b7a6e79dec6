using System.Diagnostics;
using System.Globalization;
using Tracker.Papers;
using Tracker.Papers.Tests;

namespace Tracker.Benchmarks;

/// <summary>How long a paper takes to be written, how large it becomes and how much memory the process needs for it.</summary>
internal static class PaperTimes
{
    /// <summary>Each kind of file in a process of its own, so that its peak of memory is its own.</summary>
    public static void Measure(string? kind, IEnumerable<int> sizes, string folder)
    {
        if (kind is null)
        {
            Console.WriteLine();
            Console.WriteLine("| file | rows | seconds | MB | managed heap at most, MB | process at most, MB |");
            Console.WriteLine("|---|---:|---:|---:|---:|---:|");
            foreach (var size in sizes)
            {
                foreach (var each in new[] { "docx", "xlsx", "pdf" })
                {
                    using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(PaperTimes).Assembly.Location, folder, "papers=" + each, "sizes=" + size.ToString(CultureInfo.InvariantCulture)]))!;
                    process.WaitForExit();
                }
            }

            return;
        }

        foreach (var size in sizes)
        {
            var paper = Sample.Matrix(size);
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{size}.{kind}"));
            var heap = new Heap();
            var watch = Stopwatch.StartNew();
            using (var stream = File.Create(file))
            {
                Action<Paper, Stream, IProgress<int>?, CancellationToken> write = kind switch { "docx" => WordWriter.Write, "xlsx" => ExcelWriter.Write, _ => PdfWriter.Write };
                write(paper, stream, heap, default);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {size:N0} | {watch.Elapsed.TotalSeconds:0.0} | {new FileInfo(file).Length / 1e6:0.0} | {heap.Most / 1e6:0} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} |"));
        }
    }

    private sealed class Heap : IProgress<int>
    {
        public long Most { get; private set; }

        public void Report(int value) => Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false));
    }
}
