using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Tracker.Web.Components;

/// <summary>How many pages are open in browsers, those that lost their connection a moment ago included.</summary>
public sealed class OpenCircuits
{
    private int _count;

    public int Count => _count;

    /// <summary>Counts one circuit from its opening to its end.</summary>
    internal sealed class Counter(OpenCircuits open) : CircuitHandler
    {
        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref open._count);
            return Task.CompletedTask;
        }

        public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            Interlocked.Decrement(ref open._count);
            return Task.CompletedTask;
        }
    }
}
