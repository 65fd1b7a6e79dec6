using Microsoft.EntityFrameworkCore;

namespace Tracker.Application.Storage;

/// <summary>Counts over the whole register, kept in memory for as long as nobody records anything.</summary>
/// <remarks>
/// What a day looked like changes only with an entry, of this process or another; each answer is
/// therefore kept under the position of the latest entry, which is asked first and costs nothing.
/// </remarks>
public sealed class Remembered
{
    private const int Most = 64;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, object> _answers = [];
    private long _position;

    /// <param name="question">Says all on which the answer depends, the day included.</param>
    internal async Task<T> GetAsync<T>(TrackerDbContext db, string question, Func<Task<T>> read, CancellationToken ct)
        where T : notnull
    {
        var position = await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
        lock (_lock)
        {
            if (position != _position)
            {
                _answers.Clear();
                _position = position;
            }

            if (_answers.TryGetValue(question, out var kept))
            {
                return (T)kept;
            }
        }

        var answer = await read();
        lock (_lock)
        {
            // What was read after somebody else's entry does not belong under the position before it.
            if (position == _position)
            {
                if (_answers.Count >= Most)
                {
                    _answers.Clear();
                }

                _answers[question] = answer;
            }
        }

        return answer;
    }
}
