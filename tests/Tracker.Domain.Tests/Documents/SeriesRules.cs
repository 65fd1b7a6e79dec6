using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>The order of a series: which document is the one before, which come after, and which speak.</summary>
public sealed class SeriesRules
{
    private static DocumentPlace Of(string code, int day, string? series = "Summit") => new(code, Some.Day(day), series);

    [Fact]
    public void The_document_before_is_the_latest_with_an_earlier_day_however_late_it_came_in()
    {
        var order = new SeriesOrder([Of("A", 0), Of("D", 30), Of("B", 10), Of("C", 10), Of("OTHER", 20, "Dialogue")]);

        Assert.Equal("C", order.PreviousOf(Of("D", 30))?.Code);
        Assert.Equal("A", order.PreviousOf(Of("C", 10))?.Code);
        Assert.Null(order.PreviousOf(Of("A", 0)));
        Assert.Null(order.PreviousOf(Of("OTHER", 20, "Dialogue")));
        Assert.Null(order.PreviousOf(Of("LOOSE", 20, null)));
    }

    [Fact]
    public void A_document_that_names_nothing_makes_nothing_silent_and_is_passed_over()
    {
        // "B" lies between and does not speak: it was not given.
        var order = new SeriesOrder([Of("A", 0), Of("C", 20)]);

        Assert.Equal("A", order.PreviousOf(Of("C", 20))?.Code);
        Assert.Empty(order.Between(Of("A", 0), Of("C", 20)));
        Assert.Empty(new SeriesOrder([Of("A", 0)]).SilentSince([Of("A", 0)]));
    }

    [Fact]
    public void Documents_of_one_day_stand_beside_each_other_and_not_after()
    {
        var order = new SeriesOrder([Of("A", 0), Of("B", 0)]);

        Assert.Null(order.PreviousOf(Of("B", 0)));
        Assert.Empty(order.After(Of("A", 0)));
        Assert.Empty(order.SilentSince([Of("A", 0)]));
    }

    [Fact]
    public void Each_series_is_silent_for_itself()
    {
        var order = new SeriesOrder([Of("S1", 0), Of("S2", 10), Of("S3", 20), Of("D1", 5, "Dialogue"), Of("D2", 15, "Dialogue")]);

        Assert.Equal(["S2"], order.SilentSince([Of("S2", 10), Of("S1", 0), Of("D2", 15, "Dialogue"), Of("LOOSE", 1, null)]).Select(d => d.Code));
        Assert.Equal(["D1", "S1"], order.SilentSince([Of("S1", 0), Of("D1", 5, "Dialogue")]).Select(d => d.Code).Order());
        Assert.Equal(["S2", "S3"], order.After(Of("S1", 0)).Select(d => d.Code));
    }
}
