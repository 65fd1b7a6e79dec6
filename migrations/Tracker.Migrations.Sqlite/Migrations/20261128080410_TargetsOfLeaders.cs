using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TargetsOfLeaders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HeldTargets",
                columns: table => new
                {
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Aim = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    BaselineText = table.Column<string>(type: "TEXT", nullable: false),
                    BaselineLatest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SetOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Named = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Latest = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TimesRevised = table.Column<int>(type: "INTEGER", nullable: false),
                    NoDate = table.Column<bool>(type: "INTEGER", nullable: false),
                    MetOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OverOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldTargets", x => new { x.ItemId, x.Aim, x.From });
                    table.ForeignKey(
                        name: "FK_HeldTargets_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HeldTargets");
        }
    }
}
