// node events.mjs FOLDER
// Reads the event files in FOLDER and below as TensorBoard does and prints, for each folder, their scalars, histograms and hyperparameters as JSON.
// Exit code 1 if a checksum does not match.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import protobuf from 'protobufjs';

// Field numbers from TensorBoard's event.proto, summary.proto, plugin_data.proto and api.proto, as far as they are needed.
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; }
  message Summary { repeated Value value = 1; }
  message Value { string tag = 1; optional float simple_value = 2; Histogram histo = 5; Metadata metadata = 9; }
  message Histogram { double min = 1; double max = 2; double num = 3; double sum = 4; double sum_squares = 5; repeated double bucket_limit = 6; repeated double bucket = 7; }
  message Metadata { Plugin plugin_data = 1; }
  message Plugin { string plugin_name = 1; bytes content = 2; }
  message HParams { Experiment experiment = 2; Start session_start_info = 3; End session_end_info = 4; }
  message Experiment { repeated HParamInfo hparam_infos = 4; repeated MetricInfo metric_infos = 5; }
  message HParamInfo { string name = 1; int32 type = 4; }
  message MetricInfo { MetricName name = 1; }
  message MetricName { string group = 1; string tag = 2; }
  message Start { map<string, Any> hparams = 1; }
  message Any { optional double number_value = 2; optional string string_value = 3; optional bool bool_value = 4; }
  message End { int32 status = 1; }
`);
const Event = root.lookupType('Event');
const HParams = root.lookupType('HParams');

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0x82f63b78 : byte >>> 1;
  return byte;
});
const masked = bytes => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
};

function* records(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    const record = bytes.subarray(at + 12, at + 12 + length);
    if (bytes.readUInt32LE(at + 8) !== masked(bytes.subarray(at, at + 8)) || bytes.readUInt32LE(at + 12 + length) !== masked(record))
      throw new Error(`the record at ${at} does not match its checksum`);
    yield record;
    at += 16 + length;
  }
}

const number = value => (Number.isFinite(value) ? value : String(value));

function read(file) {
  const run = { version: '', scalars: {}, histograms: {}, hparams: {} };
  for (const record of records(readFileSync(file))) {
    const event = Event.decode(record);
    const step = Number(event.step);
    if (event.fileVersion) run.version = event.fileVersion;
    for (const value of event.summary?.value ?? []) {
      const plugin = value.metadata?.pluginData;
      if (plugin?.pluginName === 'hparams') Object.assign(run.hparams, { [value.tag]: HParams.toObject(HParams.decode(plugin.content)) });
      else if (value.histo) (run.histograms[value.tag] ??= []).push({ step, limits: value.histo.bucketLimit, counts: value.histo.bucket, num: value.histo.num });
      else (run.scalars[value.tag] ??= []).push([step, number(value.simpleValue)]);
    }
  }
  return run;
}

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true }).filter(name => name.includes('tfevents')).sort();
console.log(JSON.stringify(Object.fromEntries(files.map(name => [relative('.', dirname(name)), read(join(folder, name))]))));
