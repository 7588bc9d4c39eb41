#!/usr/bin/env node
import '../dist/ci.js';
