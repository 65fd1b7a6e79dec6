using System.Globalization;

namespace Tracker.Domain.Funds;

/// <summary>Money in minor units of an ISO 4217 currency: 100000000 USD is one million dollars.</summary>
public sealed record Money(long Minor, string Currency)
{
    /// <summary>An amount as people type it, "1,000,000.50" or "1000000"; false where it cannot be read without guessing.</summary>
    /// <remarks>
    /// A comma only parts thousands and a point only cents, so that "1.000" and "1,5" are refused and not
    /// read as something else. No more decimals than the currency has: "10.5" of KRW is refused.
    /// </remarks>
    public static bool TryRead(string? text, string currency, out Money money)
    {
        money = new(0, currency);
        var parts = (text ?? "").Trim().Split('.');
        var decimals = Currencies.DecimalsOf(currency);
        if (parts.Length > 2 || WholeOf(parts[0]) is not { } whole || parts is [_, var fraction] && (fraction.Length == 0 || fraction.Length > decimals || !fraction.All(char.IsAsciiDigit)))
        {
            return false;
        }

        var digits = whole + (parts.Length == 2 ? parts[1] : "").PadRight(decimals, '0');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        money = new(minor, currency);
        return true;
    }

    /// <summary>"USD 5,000,000", and cents only where there are some: "USD 5,000,000.50".</summary>
    public string InWords
    {
        get
        {
            var decimals = Currencies.DecimalsOf(Currency);
            var unit = (decimal)Math.Pow(10, decimals);
            var format = Minor % (long)unit == 0 ? "N0" : $"N{decimals}";
            return $"{Currency} {(Minor / unit).ToString(format, CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>The digits of "1,000,000" or "1000000"; null where the commas stand elsewhere.</summary>
    private static string? WholeOf(string text)
    {
        var groups = text.Split(',');
        var grouped = groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3));
        return text.Length > 0 && grouped && groups.All(g => g.All(char.IsAsciiDigit)) ? string.Concat(groups) : null;
    }
}

/// <summary>The currencies of ISO 4217 that are in use, and how many decimals each has.</summary>
public static class Currencies
{
    private static readonly HashSet<string> Known =
    [
        .. """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
        CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK
        JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
        MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
        STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR
        ZMW ZWG
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly HashSet<string> WithoutDecimals = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Those of the partnership, then those in which others give.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["USD", "KRW", "BND", "IDR", "KHR", "LAK", "MMK", "MYR", "PHP", "SGD", "THB", "VND", "EUR", "JPY", "CNY", "AUD"];

    /// <summary>Whether it is the code of a currency in use, in capitals.</summary>
    public static bool IsKnown(string? code) => code is not null && Known.Contains(code);

    /// <summary>How many decimals an amount of it has: 2 for most, 0 for KRW, JPY or VND.</summary>
    public static int DecimalsOf(string currency) => WithoutDecimals.Contains(currency) ? 0 : WithThree.Contains(currency) ? 3 : 2;
}
