using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LeanSpans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Spans_Counts",
                table: "Spans");

            migrationBuilder.DropIndex(
                name: "IX_Spans_LastReportedOn_Code_From_Until",
                table: "Spans");

            migrationBuilder.DropIndex(
                name: "IX_Spans_TargetLatest_Code_From_Until",
                table: "Spans");

            migrationBuilder.DropIndex(
                name: "IX_Spans_Title_Code_From_Until",
                table: "Spans");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PeriodFirst",
                table: "Spans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PeriodLast",
                table: "Spans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PeriodText",
                table: "Spans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Position",
                table: "Spans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_Spans_Position",
                table: "Spans",
                column: "Position");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Spans_Position",
                table: "Spans");

            migrationBuilder.DropColumn(
                name: "PeriodFirst",
                table: "Spans");

            migrationBuilder.DropColumn(
                name: "PeriodLast",
                table: "Spans");

            migrationBuilder.DropColumn(
                name: "PeriodText",
                table: "Spans");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "Spans");

            migrationBuilder.CreateIndex(
                name: "IX_Spans_Counts",
                table: "Spans",
                columns: new[] { "Until", "From", "Standing", "Nature", "Kind", "Pillar", "Phase", "Stage", "Outlook", "RatedOn", "TargetLatest", "TargetMetOn", "LastReportedOn", "HasLead", "TargetText", "Strengths", "MissingFacts", "Leads", "ItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_Spans_LastReportedOn_Code_From_Until",
                table: "Spans",
                columns: new[] { "LastReportedOn", "Code", "From", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Spans_TargetLatest_Code_From_Until",
                table: "Spans",
                columns: new[] { "TargetLatest", "Code", "From", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Spans_Title_Code_From_Until",
                table: "Spans",
                columns: new[] { "Title", "Code", "From", "Until" });
        }
    }
}
