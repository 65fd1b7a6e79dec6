using Tracker.Domain.Funds;

namespace Tracker.Domain.Tests.Funds;

/// <summary>How an amount is typed and shown.</summary>
public sealed class MoneyRules
{
    [Theory]
    [InlineData("1000000", "USD", 100_000_000)]
    [InlineData("1,000,000.50", "USD", 100_000_050)]
    [InlineData(" 1,000,000.5 ", "USD", 100_000_050)]
    [InlineData("0", "USD", 0)]
    [InlineData("1,000", "KRW", 1000)]
    [InlineData("5000000", "VND", 5_000_000)]
    [InlineData("1.234", "KWD", 1234)]
    public void An_amount_is_read_as_typed_in_the_smallest_unit_of_its_currency(string text, string currency, long minor)
    {
        Assert.True(Money.TryRead(text, currency, out var money));
        Assert.Equal(new(minor, currency), money);
    }

    [Theory]
    [InlineData(null, "USD")]
    [InlineData("", "USD")]
    [InlineData("1.000.000", "USD")]
    [InlineData("1.000", "USD")]
    [InlineData("1,5", "USD")]
    [InlineData("1,00,000", "USD")]
    [InlineData(",100", "USD")]
    [InlineData("1000,000", "USD")]
    [InlineData("1.", "USD")]
    [InlineData(".5", "USD")]
    [InlineData("-1", "USD")]
    [InlineData("1e6", "USD")]
    [InlineData("１００", "USD")]
    [InlineData("5 million", "USD")]
    [InlineData("10.5", "KRW")]
    [InlineData("10.00", "JPY")]
    [InlineData("99999999999999999999", "USD")]
    public void What_could_be_read_in_two_ways_is_not_read(string? text, string currency) =>
        Assert.False(Money.TryRead(text, currency, out _));

    [Theory]
    [InlineData(500_000_000, "USD", "USD 5,000,000")]
    [InlineData(500_000_050, "USD", "USD 5,000,000.50")]
    [InlineData(5, "USD", "USD 0.05")]
    [InlineData(-100, "USD", "USD -1")]
    [InlineData(5_000_000, "KRW", "KRW 5,000,000")]
    [InlineData(1_234, "KWD", "KWD 1.234")]
    public void An_amount_is_shown_with_its_currency_and_cents_only_where_there_are_some(long minor, string currency, string words) =>
        Assert.Equal(words, new Money(minor, currency).InWords);

    [Fact]
    public void Every_usual_currency_is_one_of_the_standard() =>
        Assert.All(Currencies.Usual, code => Assert.True(Currencies.IsKnown(code), code));
}
