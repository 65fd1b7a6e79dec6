using System.Globalization;
using System.Text;

namespace Tracker.Papers.Office;

/// <summary>How a cell looks in Excel.</summary>
internal sealed record Look(Font Font = Font.Body, Border Border = Border.None, string Format = "", string Side = "", bool IsBand = false, bool IsQuoted = false, int Indent = 0)
{
    /// <param name="isApart">It keeps away from the column before it.</param>
    public static Look Of(Cell cell, bool isRight, bool isApart)
    {
        var side = isRight || cell is Number or Percent or Money ? "right" : "left";
        var look = cell switch
        {
            Number => new(Border: Border.Hairline, Format: "#,##0", Side: side),
            Day => new(Border: Border.Hairline, Format: "yyyy\\-mm\\-dd", Side: side),
            Percent percent => new(Border: Border.Hairline, Format: percent.Value % 1 == 0 ? "0%" : "0.0%", Side: side),
            Money money => new(Border: Border.Hairline, Format: $"\"{money.Currency}\"\\ #,##0{(money.HasCents ? "." + new string('0', money.Decimals) : "")}", Side: side),
            Nothing => new(Font.Muted, Border.Hairline, Side: side),
            _ => new Look(Border: Border.Hairline, Side: side),
        };
        return look with { Indent = isApart || side == "right" ? 1 : 0 };
    }
}

internal enum Font
{
    Body,
    Title,
    Muted,
    Head,
    Bold,
    Link,
    Heading,
}

internal enum Border
{
    None,
    Hairline,
    Head,
}

/// <summary>The looks that a workbook uses, numbered as they are first asked for.</summary>
internal sealed class ExcelStyles
{
    private readonly Dictionary<Look, int> _looks = new() { [new()] = 0 };

    public string NumberOf(Look look)
    {
        if (!_looks.TryGetValue(look, out var number))
        {
            _looks.Add(look, number = _looks.Count);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    public string Xml()
    {
        List<string> formats = [.. _looks.Keys.Select(l => l.Format).Where(f => f.Length > 0).Distinct()];
        var xml = new StringBuilder("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        if (formats.Count > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<numFmts count=\"{formats.Count}\">");
            foreach (var format in formats)
            {
                xml.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{164 + formats.IndexOf(format)}\" formatCode=\"{Package.Escape(format)}\"/>");
            }

            xml.Append("</numFmts>");
        }

        xml.Append(CultureInfo.InvariantCulture, $"""
            <fonts count="7">{FontOf(10, Writing.Ink)}{FontOf(18, Writing.Navy, "<b/>")}{FontOf(9, Writing.Muted)}{FontOf(10, Writing.Navy, "<b/>")}{FontOf(10, Writing.Ink, "<b/>")}{FontOf(10, Writing.LinkBlue, "<u/>")}{FontOf(15, Writing.Navy, "<b/>")}</fonts>
            <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF{Writing.Band}"/><bgColor indexed="64"/></patternFill></fill></fills>
            <borders count="3"><border/><border><left/><right/><top/><bottom style="thin"><color rgb="FF{Writing.Line}"/></bottom><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF{Writing.Navy}"/></bottom><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="{_looks.Count}">
            """);
        foreach (var look in _looks.Keys)
        {
            var format = look.Format.Length == 0 ? 0 : 164 + formats.IndexOf(look.Format);
            var alignment = look.Side.Length == 0 ? "<alignment vertical=\"top\"/>" : $"<alignment horizontal=\"{look.Side}\" vertical=\"{(look.IsBand ? "bottom" : "center")}\" wrapText=\"{(look.Format.Length > 0 ? 0 : 1)}\"{(look.Indent > 0 ? string.Create(CultureInfo.InvariantCulture, $" indent=\"{look.Indent}\"") : "")}/>";
            xml.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{format}\" fontId=\"{(int)look.Font}\" fillId=\"{(look.IsBand ? 2 : 0)}\" borderId=\"{(int)look.Border}\" xfId=\"0\"{(look.IsQuoted ? " quotePrefix=\"1\"" : "")} applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">{alignment}</xf>");
        }

        return xml.Append("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>").ToString();
    }

    private static string FontOf(int size, string colour, string style = "") =>
        string.Create(CultureInfo.InvariantCulture, $"<font>{style}<sz val=\"{size}\"/><color rgb=\"FF{colour}\"/><name val=\"Calibri\"/><family val=\"2\"/></font>");
}
