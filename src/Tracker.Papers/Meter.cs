namespace Tracker.Papers;

/// <summary>Says how far a writer is, in whole percent that never go back, and stops it when it is cancelled.</summary>
internal sealed class Meter(Paper paper, IProgress<int>? progress, CancellationToken ct)
{
    private readonly long _steps = Math.Max(1, paper.Sections.SelectMany(s => s.Blocks).Sum(b => b is Table table ? table.RowCount : 1));
    private long _done;
    private int _percent = -1;

    /// <summary>A row, or a block that is no table, is about to be written.</summary>
    /// <exception cref="OperationCanceledException">The writer is to stop.</exception>
    public void Step()
    {
        ct.ThrowIfCancellationRequested();
        Report((int)(99 * _done++ / _steps));
    }

    /// <summary>The file is complete.</summary>
    public void Finish()
    {
        ct.ThrowIfCancellationRequested();
        Report(100);
    }

    private void Report(int percent)
    {
        if (percent > _percent)
        {
            progress?.Report(_percent = Math.Min(percent, 100));
        }
    }
}
