using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MeetingsTransfersAndLeanSpans : Migration
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

            migrationBuilder.DropIndex(
                name: "IX_Meetings_MechanismId_On",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_HeldRelations_To_Kind",
                table: "HeldRelations");

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

            migrationBuilder.AddColumn<string>(
                name: "Changes",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "FollowUps",
                table: "Meetings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RecordedAt",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<Guid>(
                name: "RecordedById",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "RecordedByName",
                table: "Meetings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Meetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "OtherFund",
                table: "LedgerEntries",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OtherSequence",
                table: "LedgerEntries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Spans_Position",
                table: "Spans",
                column: "Position");

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_MechanismId_Status_On",
                table: "Meetings",
                columns: new[] { "MechanismId", "Status", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_On",
                table: "Meetings",
                column: "On");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_FundId_Reverses",
                table: "LedgerEntries",
                columns: new[] { "FundId", "Reverses" },
                unique: true,
                filter: "\"Reverses\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_OtherFund_OtherSequence",
                table: "LedgerEntries",
                columns: new[] { "OtherFund", "OtherSequence" },
                filter: "\"OtherFund\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HeldRelations_To_Kind_ItemCode_From_Until",
                table: "HeldRelations",
                columns: new[] { "To", "Kind", "ItemCode", "From", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Spans_Position",
                table: "Spans");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_MechanismId_Status_On",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_On",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_FundId_Reverses",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_OtherFund_OtherSequence",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_HeldRelations_To_Kind_ItemCode_From_Until",
                table: "HeldRelations");

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

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "FollowUps",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "RecordedAt",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "RecordedById",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "RecordedByName",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "OtherFund",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "OtherSequence",
                table: "LedgerEntries");

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

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_MechanismId_On",
                table: "Meetings",
                columns: new[] { "MechanismId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_HeldRelations_To_Kind",
                table: "HeldRelations",
                columns: new[] { "To", "Kind" });
        }
    }
}
