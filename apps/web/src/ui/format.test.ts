import { describe, expect, it } from "vitest";
import { age, byteRate, duration, inWords, lasting, rate, share, success, times, windowName } from "./format.ts";

describe("rate", () => {
  it.each([
    [0, "0 req/s"],
    [0.001, "<0.01 req/s"],
    [0.05, "0.05 req/s"],
    [3.2, "3.2 req/s"],
    [9.96, "10 req/s"],
    [64, "64 req/s"],
    [648.4, "648 req/s"],
    [9_994, "9994 req/s"],
    [12_400, "12.4 k req/s"],
    [1_240_000, "1240 k req/s"],
    [12_400_000, "12.4 M req/s"],
  ])("%d is %s", (perSecond, words) => expect(inWords(rate(perSecond))).toBe(words));
});

describe("share", () => {
  it.each([
    [0, "0 %"],
    [0.00001, "<0.01 %"],
    [0.0036, "0.36 %"],
    [0.0714, "7.1 %"],
    [0.9999, ">99.9 %"],
    [1, "100 %"],
  ])("%d is %s", (ratio, words) => expect(inWords(share(ratio))).toBe(words));
});

describe("success", () => {
  it.each([
    [1, "100 %"],
    [0.99999, "99.99 %"],
    [0.9996, "99.96 %"],
    [0.99996, "99.99 %"],
    [0.98997, "99.00 %"],
    [0.929, "92.9 %"],
    [0.9166, "91.7 %"],
    [0.5, "50.0 %"],
    [0, "0.0 %"],
  ])("%d is %s", (ratio, words) => expect(inWords(success(ratio))).toBe(words));
});

describe("duration", () => {
  it.each([
    [0, "0 ms"],
    [0.42, "0.42 ms"],
    [8.25, "8.3 ms"],
    [84.4, "84 ms"],
    [999.6, "1.00 s"],
    [1240, "1.24 s"],
    [12_400, "12.4 s"],
    [90_000, "1.5 min"],
  ])("%d ms is %s", (ms, words) => expect(inWords(duration(ms))).toBe(words));
});

describe("byteRate", () => {
  it.each([
    [0, "0 B/s"],
    [512, "512 B/s"],
    [1500, "1.5 kB/s"],
    [999_600, "1 MB/s"],
    [38_000_000, "38 MB/s"],
    [7_200_000_000_000, "7200 GB/s"],
  ])("%d is %s", (perSecond, words) => expect(inWords(byteRate(perSecond))).toBe(words));
});

describe("age", () => {
  it.each([
    [-3, "0 s"],
    [2.9, "2 s"],
    [61, "1 min"],
    [7300, "2 h"],
    [200_000, "2 d"],
  ])("%d s is %s", (seconds, words) => expect(age(seconds)).toBe(words));
});

describe("lasting", () => {
  it.each([
    [40, "40 s"],
    [760, "12 min"],
    [7200, "2 h"],
    [9_679, "2 h 41 min"],
    [200_000, "2 d 7 h"],
    [172_900, "2 d"],
  ])("%d s is %s", (seconds, words) => expect(lasting(seconds)).toBe(words));
});

describe("windowName", () => {
  it.each([
    [60, "1 min"],
    [90, "90 s"],
    [3600, "1 h"],
    [5400, "90 min"],
  ])("%d s is %s", (seconds, words) => expect(windowName(seconds)).toBe(words));
});

describe("times", () => {
  it.each([
    [1240, 205, "6×"],
    [640, 290, "2.2×"],
    [300, 100, "3×"],
  ])("%d against %d is %s", (now, usual, words) => expect(times(now, usual)).toBe(words));
});
